package io.github.jwtauth.boot.web;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.EndpointMatcher;
import io.github.jwtauth.boot.http.Problem;
import io.github.jwtauth.boot.http.ProblemException;
import io.github.jwtauth.boot.http.ProblemWriter;
import io.github.jwtauth.boot.http.RequestIds;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands in front of everything, Spring Security included, and guarantees what holds for
 * every answer under the base path: it is never cached, it carries its headers, it has a
 * name in the log (requirements ). For the endpoints themselves it also
 * bounds the body and turns whatever goes wrong further back into a problem. Other
 * requests pass untouched.
 */
final class AuthFrontFilter extends OncePerRequestFilter {

	/** {@code TRACE} and inventions would meet the firewall's own error. */
	private static final Set<String> PASSING_METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE",
			"OPTIONS");

	private final EndpointMatcher endpoints;

	private final RequestIds requestIds;

	private final ProblemWriter problems;

	AuthFrontFilter(EndpointMatcher endpoints, RequestIds requestIds, ProblemWriter problems) {
		this.endpoints = endpoints;
		this.requestIds = requestIds;
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Optional<AuthEndpoint> endpoint = this.endpoints.match(request);
		boolean underBasePath = isUnderBasePath(request);
		if (endpoint.isEmpty() && !underBasePath) {
			chain.doFilter(request, response);
			return;
		}
		String id = this.requestIds.of(request);
		response.setHeader(RequestIds.HEADER, id);
		AnswerHeaders.write(request, response, underBasePath);
		String outer = MDC.get(RequestIds.MDC_KEY);
		MDC.put(RequestIds.MDC_KEY, id);
		try {
			pass(request, response, chain, endpoint);
		}
		finally {
			restore(outer);
		}
	}

	private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain,
			Optional<AuthEndpoint> endpoint) throws ServletException, IOException {
		if (SuspiciousPath.is(request.getRequestURI())) {
			this.problems.write(request, response, Problem.badRequest());
		}
		else if (endpoint.isEmpty()) {
			chain.doFilter(request, response);
		}
		else if (!PASSING_METHODS.contains(request.getMethod())) {
			this.problems.write(request, response, Problem.methodNotAllowed(endpoint.get().methods()));
		}
		else {
			serve(request, response, chain, endpoint.get());
		}
	}

	private void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain,
			AuthEndpoint endpoint) throws IOException {
		try {
			RequestBodies.requireBearable(request);
			chain.doFilter(new BoundedBodyRequest(request),
					new ProblemErrorResponse(request, response, endpoint, this.problems));
		}
		catch (ProblemException ex) {
			this.problems.write(request, response, ex.problem());
		}
		catch (Exception ex) {
			this.problems.writeFailure(request, response, unwrapped(ex));
		}
	}

	/**
	 * The path as the container understood it counts as well: tricks make the two differ.
	 */
	private boolean isUnderBasePath(HttpServletRequest request) {
		if (this.endpoints.isUnderBasePath(request)) {
			return true;
		}
		String pathInfo = request.getPathInfo();
		String path = request.getServletPath() + ((pathInfo != null) ? pathInfo : "");
		return SuspiciousPath.is(request.getRequestURI()) && this.endpoints.isUnderBasePath(path);
	}

	private static Throwable unwrapped(Exception failure) {
		Throwable cause = failure.getCause();
		return (failure instanceof ServletException && cause != null) ? cause : failure;
	}

	private static void restore(@Nullable String outer) {
		if (outer != null) {
			MDC.put(RequestIds.MDC_KEY, outer);
		}
		else {
			MDC.remove(RequestIds.MDC_KEY);
		}
	}

}
