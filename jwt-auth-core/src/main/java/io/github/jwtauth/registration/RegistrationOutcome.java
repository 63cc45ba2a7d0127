package io.github.jwtauth.registration;

import io.github.jwtauth.Secret;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.session.TokenPair;
import org.jspecify.annotations.Nullable;

/**
 * What became of a registration.
 */
public sealed interface RegistrationOutcome {

	/**
	 * There is a mail. To whom it says what is for the owner of the mailbox to know: the
	 * answer is the same whether or not the address had an account (decision 11).
	 *
	 * @param email the address as it was typed
	 * @param browser what the browser is to carry until the address is proven, or
	 * {@code null}
	 */
	record VerificationRequired(EmailAddress email, @Nullable Secret browser) implements RegistrationOutcome {

	}

	/**
	 * There is an account, and nobody is logged in.
	 *
	 * @param email its address
	 */
	record Registered(EmailAddress email) implements RegistrationOutcome {

	}

	/**
	 * There is an account, and a session of it.
	 *
	 * @param tokens both tokens of the session
	 */
	record LoggedIn(TokenPair tokens) implements RegistrationOutcome {

	}

}
