package io.github.jwtauth.boot.security;

import java.util.function.Predicate;

import io.github.jwtauth.boot.http.CsrfTokens;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Both defences against forged requests: where a request comes from, always; the signed
 * token of the csrf endpoint, when the host asks for it as well (attacks ).
 */
final class SameSite implements Predicate<HttpServletRequest> {

	private final CrossSiteRule rule;

	private final boolean tokenRequired;

	private final CsrfTokens tokens;

	SameSite(CrossSiteRule rule, boolean tokenRequired, CsrfTokens tokens) {
		this.rule = rule;
		this.tokenRequired = tokenRequired;
		this.tokens = tokens;
	}

	@Override
	public boolean test(HttpServletRequest request) {
		return this.rule.permits(request) && (!this.tokenRequired || hasToken(request));
	}

	/** In both places: a token that is bound to no session is good for any browser. */
	private boolean hasToken(HttpServletRequest request) {
		String token = request.getHeader(CsrfTokens.HEADER);
		return token != null && this.tokens.isInCookie(request, token)
				&& this.tokens.isValid(token, this.tokens.sessionOf(request).orElse(null));
	}

}
