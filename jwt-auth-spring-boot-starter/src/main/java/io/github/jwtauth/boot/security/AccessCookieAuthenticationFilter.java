package io.github.jwtauth.boot.security;

import java.io.IOException;
import java.util.function.Predicate;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Authenticates by the access cookie when there is no {@code Authorization} header. An
 * own filter, because a bearer token resolver that reads a cookie would switch off the
 * protection against forgery for everybody who uses it. A cookie that is no longer good
 * leaves the request anonymous: browsers send cookies without being asked, also to public
 * pages.
 */
final class AccessCookieAuthenticationFilter extends OncePerRequestFilter {

	private final SecurityContextHolderStrategy contextHolder = SecurityContextHolder.getContextHolderStrategy();

	private final RequestAttributeSecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();

	private final Predicate<HttpServletRequest> reliesOnCookie;

	private final CookieReliance reliance;

	private final AuthenticationManager authenticationManager;

	private final AuthenticationEntryPoint entryPoint;

	AccessCookieAuthenticationFilter(Predicate<HttpServletRequest> reliesOnCookie, CookieReliance reliance,
			AuthenticationManager authenticationManager, AuthenticationEntryPoint entryPoint) {
		this.reliesOnCookie = reliesOnCookie;
		this.reliance = reliance;
		this.authenticationManager = authenticationManager;
		this.entryPoint = entryPoint;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !this.reliesOnCookie.test(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			this.reliance.accessCookie(request).ifPresent((token) -> authenticate(token, request, response));
		}
		catch (AuthenticationServiceException ex) {
			this.entryPoint.commence(request, response, ex);
			return;
		}
		catch (AuthenticationException ex) {
			this.logger.debug("The access cookie is not valid (any more)");
		}
		chain.doFilter(request, response);
	}

	private void authenticate(String token, HttpServletRequest request, HttpServletResponse response) {
		Authentication authentication = this.authenticationManager
			.authenticate(new BearerTokenAuthenticationToken(token));
		SecurityContext context = this.contextHolder.createEmptyContext();
		context.setAuthentication(authentication);
		this.contextHolder.setContext(context);
		this.contexts.saveContext(context, request, response);
	}

}
