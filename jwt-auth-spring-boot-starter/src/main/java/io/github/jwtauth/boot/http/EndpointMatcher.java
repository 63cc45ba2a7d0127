package io.github.jwtauth.boot.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Finds the endpoint of a request exactly as the dispatch does, also before the dispatch:
 * the same parser, the same paths, with and without a trailing slash (requirement R-92).
 * An endpoint that is switched off is never found.
 */
public final class EndpointMatcher {

	private final List<Route> routes = new ArrayList<>();

	private final Optional<PathPattern> everythingBelow;

	private final String basePath;

	private final String servletPath;

	/**
	 * Prepares the paths.
	 * @param settings where the endpoints are
	 * @param servletPath the path that the dispatcher servlet is mapped to, empty where
	 * it serves everything; a path of another servlet is never ours
	 */
	public EndpointMatcher(EndpointSettings settings, String servletPath) {
		this.servletPath = servletPath;
		PathPatternParser parser = PathPatternParser.defaultInstance;
		for (AuthEndpoint endpoint : settings.enabled()) {
			String pattern = settings.pattern(endpoint);
			this.routes.add(new Route(parser.parse(pattern), endpoint));
			this.routes.add(new Route(parser.parse(pattern + '/'), endpoint));
		}
		this.basePath = settings.basePath();
		this.routes.sort(Comparator.comparing(Route::pattern, PathPattern.SPECIFICITY_COMPARATOR));
		this.everythingBelow = settings.basePath().isEmpty() ? Optional.empty()
				: Optional.of(parser.parse(settings.basePath() + "/**"));
	}

	/**
	 * Finds the endpoint of a request.
	 * @param request the request
	 * @return the endpoint, or empty when it is not ours
	 */
	public Optional<AuthEndpoint> match(HttpServletRequest request) {
		if (!isPossible(request.getRequestURI())) {
			return Optional.empty();
		}
		return path(request).flatMap((path) -> this.routes.stream()
			.filter((route) -> route.pattern().matches(path))
			.map(Route::endpoint)
			.findFirst());
	}

	/**
	 * Whether a request is for an endpoint that needs an access token.
	 * @param request the request
	 * @return whether it does; not where it is no endpoint of ours
	 */
	public boolean needsToken(HttpServletRequest request) {
		return match(request).filter((endpoint) -> endpoint.access() == AuthEndpoint.Access.BEARER).isPresent();
	}

	/**
	 * Whether a request is for an endpoint that reads an access token where there is one.
	 * @param request the request
	 * @return whether a token that is presented counts
	 */
	public boolean takesToken(HttpServletRequest request) {
		return match(request).filter((endpoint) -> endpoint.access() != AuthEndpoint.Access.ANYONE).isPresent();
	}

	/**
	 * Whether a request is under the base path, whoever serves it. With an empty base
	 * path only the endpoints themselves are.
	 * @param request the request
	 * @return whether the rules for every answer apply to it
	 */
	public boolean isUnderBasePath(HttpServletRequest request) {
		if (this.everythingBelow.isEmpty()) {
			return match(request).filter((endpoint) -> !endpoint.isWellKnown()).isPresent();
		}
		return isPossible(request.getRequestURI())
				&& path(request).filter(this.everythingBelow.get()::matches).isPresent();
	}

	/**
	 * Whether a path is under the base path.
	 * @param path a decoded path within the application, as a container normalised it
	 * @return whether the rules for every answer apply to it
	 */
	public boolean isUnderBasePath(String path) {
		PathContainer parsed = PathContainer.parsePath(path.replace("%", "%25"));
		return this.everythingBelow.filter((pattern) -> pattern.matches(parsed)).isPresent();
	}

	/** Every request of the host passes here; most can be told apart by their text. */
	private boolean isPossible(String uri) {
		return uri.contains(this.basePath) || uri.contains("/.well-known/") || uri.indexOf('%') >= 0;
	}

	/** Some paths cannot be parsed at all; they are no endpoint's. */
	private Optional<PathContainer> path(HttpServletRequest request) {
		if (!isForDispatcher(request.getHttpServletMapping(), request.getServletPath())) {
			return Optional.empty();
		}
		try {
			return Optional.of(ServletRequestPathUtils.parse(request).pathWithinApplication());
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/** Below another servlet the same path means something else, and is not open. */
	private boolean isForDispatcher(HttpServletMapping mapping, String path) {
		MappingMatch match = mapping.getMappingMatch();
		if (match == MappingMatch.EXACT || match == MappingMatch.EXTENSION) {
			return false;
		}
		return this.servletPath.equals((match == MappingMatch.PATH) ? path : "");
	}

	private record Route(PathPattern pattern, AuthEndpoint endpoint) {

	}

}
