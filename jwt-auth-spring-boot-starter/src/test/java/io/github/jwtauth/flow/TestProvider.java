package io.github.jwtauth.flow;

import java.util.Map;

import io.github.jwtauth.flow.hosts.provider.ProviderApplication;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/**
 * An OpenID provider beside the host, as an application of its own on a port of its own.
 * One for all tests; it stops with them.
 */
public final class TestProvider {

	private static @Nullable ServletWebServerApplicationContext provider;

	private TestProvider() {
	}

	/** What a host needs to know of it. */
	static synchronized Map<String, String> properties() {
		if (provider == null) {
			provider = (ServletWebServerApplicationContext) new SpringApplicationBuilder(ProviderApplication.class)
				.web(WebApplicationType.SERVLET)
				.properties("server.port=0", "spring.main.banner-mode=off",
						"server.servlet.session.cookie.name=PROVIDER")
				.run();
		}
		String registration = "spring.security.oauth2.client.registration.provider.";
		return Map.of("spring.security.oauth2.client.provider.provider.issuer-uri",
				"http://localhost:" + provider.getWebServer().getPort(), registration + "client-id", "shop",
				registration + "client-secret", "shop-secret", registration + "scope", "openid,profile,email");
	}

	/**
	 * Somebody whom the provider knows.
	 * @param name what they log in with there, and their {@code sub}
	 * @param claims what the provider says of them
	 */
	static void person(String name, Map<String, Object> claims) {
		ProviderApplication.PEOPLE.put(name, claims);
	}

}
