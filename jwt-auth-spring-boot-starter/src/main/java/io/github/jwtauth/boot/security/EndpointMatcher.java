package io.github.jwtauth.boot.security;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.EndpointSettings;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Which of our endpoints a request is for, by the same path patterns that the handler
 * mapping uses (requirement R-92). Endpoints that are switched off are the host's.
 */
final class EndpointMatcher implements RequestMatcher {

	private static final String WELL_KNOWN = "/.well-known/";

	private final Map<AuthEndpoint, RequestMatcher> endpoints = new LinkedHashMap<>();

	private final String basePath;

	EndpointMatcher(EndpointSettings settings, PathPatternRequestMatcher.Builder paths) {
		this.basePath = settings.basePath();
		settings.enabled().forEach((endpoint) -> {
			String pattern = settings.pattern(endpoint);
			this.endpoints.put(endpoint, new OrRequestMatcher(paths.matcher(pattern), paths.matcher(pattern + '/')));
		});
	}

	@Override
	public boolean matches(HttpServletRequest request) {
		return endpointOf(request).isPresent();
	}

	Optional<AuthEndpoint> endpointOf(HttpServletRequest request) {
		if (!isPossible(request.getRequestURI())) {
			return Optional.empty();
		}
		return this.endpoints.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().matches(request))
			.map(Map.Entry::getKey)
			.findFirst();
	}

	boolean needsBearer(HttpServletRequest request) {
		return endpointOf(request).filter((endpoint) -> endpoint.access() == AuthEndpoint.Access.BEARER).isPresent();
	}

	/** Every request of the host passes here; most can be told apart by their text. */
	private boolean isPossible(String uri) {
		return uri.contains(this.basePath) || uri.contains(WELL_KNOWN) || uri.indexOf('%') >= 0;
	}

}
