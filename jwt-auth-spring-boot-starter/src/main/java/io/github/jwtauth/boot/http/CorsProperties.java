package io.github.jwtauth.boot.http;

import java.net.URI;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Front ends on other origins.
 *
 * @param allowedOrigins Exact origins, for example 'https://app.example.com', whose
 * scripts may call the endpoints with credentials.
 */
@ConfigurationProperties("jwtauth.cors")
record CorsProperties(@DefaultValue List<String> allowedOrigins) {

	CorsProperties {
		allowedOrigins = List.copyOf(allowedOrigins);
		allowedOrigins.forEach(CorsProperties::requireExact);
	}

	private static void requireExact(String origin) {
		if (!isOrigin(origin)) {
			throw new InvalidPropertyException("jwtauth.cors.allowed-origins",
					"'" + origin + "' is not an exact origin, and these origins may use their visitors' sessions",
					"list each one as browsers write it, in lower case and without a default port, for example"
							+ " https://app.example.com");
		}
	}

	private static boolean isOrigin(String origin) {
		try {
			URI uri = URI.create(origin);
			String path = uri.getPath();
			return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null
					&& path != null && path.isEmpty() && uri.getQuery() == null && uri.getUserInfo() == null
					&& origin.equals(new PublicUrl(uri).origin().orElse(null));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
