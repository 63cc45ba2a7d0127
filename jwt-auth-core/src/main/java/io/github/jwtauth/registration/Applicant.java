package io.github.jwtauth.registration;

import java.util.Map;

import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.password.RawPassword;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose form is in order.
 *
 * @param email the address
 * @param password the password, which the rules allow
 * @param username the username as they spell it, or {@code null}
 * @param firstName first name, or {@code null}
 * @param lastName last name, or {@code null}
 * @param termsAccepted whether they agree to the terms
 * @param privacyPolicyAccepted whether they agree to the privacy policy
 * @param extra declared fields, by name
 * @param locale language tag, or {@code null}
 */
record Applicant(EmailAddress email, RawPassword password, @Nullable String username, @Nullable String firstName,
		@Nullable String lastName, boolean termsAccepted, boolean privacyPolicyAccepted, Map<String, String> extra,
		@Nullable String locale) {

	/** Personal data throughout. */
	@Override
	public String toString() {
		return "Applicant[***]";
	}

}
