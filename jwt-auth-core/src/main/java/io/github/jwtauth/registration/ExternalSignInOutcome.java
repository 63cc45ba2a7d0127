package io.github.jwtauth.registration;

import io.github.jwtauth.Secret;

/**
 * What became of somebody whom a provider sent.
 */
public sealed interface ExternalSignInOutcome {

	/**
	 * They have an account and may open a session of it.
	 *
	 * @param exchangeToken becomes the session, in the same browser
	 * @param browser what that browser is to carry meanwhile
	 */
	record Admitted(Secret exchangeToken, Secret browser) implements ExternalSignInOutcome {

	}

	/**
	 * They may not.
	 *
	 * @param code why, in a form for programs: one of {@link ExternalSignIn} or of the
	 * host's {@link RegistrationPolicy}
	 */
	record Refused(String code) implements ExternalSignInOutcome {

	}

}
