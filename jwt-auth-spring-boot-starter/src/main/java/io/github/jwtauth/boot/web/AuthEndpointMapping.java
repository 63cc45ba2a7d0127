package io.github.jwtauth.boot.web;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.EndpointMatcher;
import io.github.jwtauth.boot.http.EndpointSettings;
import io.github.jwtauth.boot.http.Problem;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Leads requests to our controllers, ahead of the host's mappings and past its
 * interceptors (architecture, rule 10). It never throws for an endpoint of ours: what is
 * wrong with a request is answered by our own adapter and not by the host's resolvers.
 */
final class AuthEndpointMapping implements HandlerMapping, Ordered, ApplicationContextAware, InitializingBean {

	private final AuthControllerMethods methods;

	private final EndpointMatcher endpoints;

	AuthEndpointMapping(EndpointSettings settings, EndpointMatcher endpoints) {
		this.methods = new AuthControllerMethods(settings);
		this.endpoints = endpoints;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 100;
	}

	@Override
	public void setApplicationContext(ApplicationContext applicationContext) {
		this.methods.setApplicationContext(applicationContext);
	}

	@Override
	public void afterPropertiesSet() {
		this.methods.afterPropertiesSet();
	}

	@Override
	public boolean usesPathPatterns() {
		return true;
	}

	@Override
	public @Nullable HandlerExecutionChain getHandler(HttpServletRequest request) throws Exception {
		Optional<AuthEndpoint> endpoint = this.endpoints.match(request);
		// An endpoint whose adapter is absent is not ours.
		if (endpoint.isEmpty() || !this.methods.serves(endpoint.get())) {
			return null;
		}
		AuthHandler handler = HttpMethod.OPTIONS.matches(request.getMethod()) ? options(request, endpoint.get())
				: call(request, endpoint.get());
		return new HandlerExecutionChain(handler);
	}

	/**
	 * The methods that serve the contract, for its test.
	 * @return mappings and methods
	 */
	AuthControllerMethods methods() {
		return this.methods;
	}

	private AuthHandler call(HttpServletRequest request, AuthEndpoint endpoint) throws Exception {
		try {
			HandlerExecutionChain chain = this.methods.getHandler(request);
			if (chain != null && chain.getHandler() instanceof HandlerMethod method) {
				return new AuthHandler.Call(endpoint, method);
			}
			return new AuthHandler.Refusal(Problem.notFound());
		}
		catch (HttpRequestMethodNotSupportedException ex) {
			return new AuthHandler.Refusal(Problem.methodNotAllowed(endpoint.methods()));
		}
		catch (ServletException ex) {
			return new AuthHandler.Refusal(Problem.badRequest());
		}
	}

	/** A preflight that gets this far was not allowed by the chain. */
	private static AuthHandler options(HttpServletRequest request, AuthEndpoint endpoint) {
		if (CorsUtils.isPreFlightRequest(request)) {
			return new AuthHandler.Refusal(
					Problem.of(new AuthException(AuthErrorCode.CROSS_ORIGIN, "This origin is not allowed.")));
		}
		return new AuthHandler.Options(Stream.concat(endpoint.methods().stream(), Stream.of(HttpMethod.OPTIONS.name()))
			.collect(Collectors.joining(", ")));
	}

}
