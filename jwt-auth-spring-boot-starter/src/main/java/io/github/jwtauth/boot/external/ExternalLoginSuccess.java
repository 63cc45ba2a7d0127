package io.github.jwtauth.boot.external;

import io.github.jwtauth.AuthException;
import io.github.jwtauth.boot.http.AuthCookies;
import io.github.jwtauth.boot.http.CookieSettings;
import io.github.jwtauth.login.TokenExchange;
import io.github.jwtauth.registration.ExternalSignIn;
import io.github.jwtauth.registration.ExternalSignInOutcome;
import io.github.jwtauth.registration.ExternalSignInOutcome.Admitted;
import io.github.jwtauth.registration.ExternalSignInOutcome.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/**
 * Turns the login at a provider into an exchange token of this very browser. Whatever
 * goes wrong is told to the page that the person came from: here nobody reads a body.
 */
final class ExternalLoginSuccess implements AuthenticationSuccessHandler {

	private static final Logger logger = LoggerFactory.getLogger(ExternalLoginSuccess.class);

	private final ExternalIdentityMapper mapper;

	private final Issuers issuers;

	private final ExternalSignIn signIn;

	private final AuthCookies cookies;

	private final ReturnRedirect redirect;

	ExternalLoginSuccess(ExternalIdentityMapper mapper, Issuers issuers, ExternalSignIn signIn, AuthCookies cookies,
			ReturnRedirect redirect) {
		this.mapper = mapper;
		this.issuers = issuers;
		this.signIn = signIn;
		this.cookies = cookies;
		this.redirect = redirect;
	}

	@Override
	public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response,
			Authentication authentication) {
		ExternalSignInOutcome outcome = outcome(authentication);
		if (outcome instanceof Admitted admitted) {
			this.cookies.set(response, CookieSettings.EXCHANGE, admitted.browser().reveal(), TokenExchange.LIFETIME);
			this.redirect.succeeded(request, response, admitted.exchangeToken());
		}
		else {
			this.redirect.failed(request, response, ((Refused) outcome).code());
		}
	}

	private ExternalSignInOutcome outcome(Authentication authentication) {
		try {
			OAuth2AuthenticationToken login = (OAuth2AuthenticationToken) authentication;
			return this.signIn.signIn(this.issuers.keepApart(login, this.mapper.map(login)));
		}
		catch (AuthException ex) {
			logger.debug("A login with a provider was refused", ex);
			return new Refused(ex.code().code());
		}
		catch (RuntimeException ex) {
			logger.error("A login with a provider failed", ex);
			return new Refused(ExternalLoginFailure.FAILED);
		}
	}

}
