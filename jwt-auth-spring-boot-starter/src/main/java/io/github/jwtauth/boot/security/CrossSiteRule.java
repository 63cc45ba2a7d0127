package io.github.jwtauth.boot.security;

import java.util.Set;

import io.github.jwtauth.boot.http.PublicUrl;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Whether a request comes from this site (HTTP contract, "Requests that carry a cookie";
 * requirement R-81). Browsers set both headers and pages cannot change them.
 */
final class CrossSiteRule {

	private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

	private final Set<String> allowedOrigins;

	private final PublicUrl publicUrl;

	private final boolean originRequired;

	CrossSiteRule(Set<String> allowedOrigins, PublicUrl publicUrl, boolean originRequired) {
		this.allowedOrigins = Set.copyOf(allowedOrigins);
		this.publicUrl = publicUrl;
		this.originRequired = originRequired;
	}

	boolean permits(HttpServletRequest request) {
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		if (origin != null && this.allowedOrigins.contains(origin)) {
			return true;
		}
		String site = request.getHeader("Sec-Fetch-Site");
		if (site != null) {
			return OWN_SITE.contains(site);
		}
		return (origin != null) ? origin.equals(ownOrigin(request)) : !this.originRequired;
	}

	private @Nullable String ownOrigin(HttpServletRequest request) {
		return this.publicUrl.origin().orElseGet(() -> {
			int port = request.getServerPort();
			boolean standard = ("https".equals(request.getScheme()) && port == 443)
					|| ("http".equals(request.getScheme()) && port == 80);
			String origin = request.getScheme() + "://" + request.getServerName();
			return standard ? origin : origin + ':' + port;
		});
	}

}
