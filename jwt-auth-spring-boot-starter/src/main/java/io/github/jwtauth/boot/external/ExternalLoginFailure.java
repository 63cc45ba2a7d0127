package io.github.jwtauth.boot.external;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Tells the page that the person came from that they did not come through. The provider's
 * own words stay in the log: anybody can write them into an address.
 */
final class ExternalLoginFailure implements AuthenticationFailureHandler {

	/**
	 * Something went wrong on the way to the provider and back; trying again may help.
	 */
	static final String FAILED = "external_login_failed";

	/** The person, or the provider for them, said no. */
	static final String DENIED = "access_denied";

	private static final Logger logger = LoggerFactory.getLogger(ExternalLoginFailure.class);

	private final ReturnRedirect redirect;

	ExternalLoginFailure(ReturnRedirect redirect) {
		this.redirect = redirect;
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException failure) {
		logger.debug("A login with a provider did not come through", failure);
		boolean denied = failure instanceof OAuth2AuthenticationException oauth2
				&& OAuth2ErrorCodes.ACCESS_DENIED.equals(oauth2.getError().getErrorCode());
		this.redirect.failed(request, response, denied ? DENIED : FAILED);
	}

}
