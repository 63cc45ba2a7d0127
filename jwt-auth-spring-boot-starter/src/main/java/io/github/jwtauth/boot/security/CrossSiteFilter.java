package io.github.jwtauth.boot.security;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.boot.http.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests that rely on a cookie and come from another site, before anything is
 * read, set or cleared (attacks ).
 */
final class CrossSiteFilter extends OncePerRequestFilter {

	private final Predicate<HttpServletRequest> reliesOnCookie;

	private final Predicate<HttpServletRequest> comesFromOwnSite;

	private final ProblemWriter problems;

	private final Consumer<HttpServletRequest> refused;

	CrossSiteFilter(Predicate<HttpServletRequest> reliesOnCookie, Predicate<HttpServletRequest> comesFromOwnSite,
			ProblemWriter problems, Consumer<HttpServletRequest> refused) {
		this.reliesOnCookie = reliesOnCookie;
		this.comesFromOwnSite = comesFromOwnSite;
		this.problems = problems;
		this.refused = refused;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (this.reliesOnCookie.test(request) && !this.comesFromOwnSite.test(request)) {
			this.problems.write(request, response, new AuthException(AuthErrorCode.CROSS_ORIGIN,
					"Requests that rely on a cookie must come from this site."));
			this.refused.accept(request);
			return;
		}
		chain.doFilter(request, response);
	}

}
