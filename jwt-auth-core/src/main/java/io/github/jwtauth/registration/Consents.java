package io.github.jwtauth.registration;

import java.util.ArrayList;
import java.util.List;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.InvalidInputException.Fault;
import org.jspecify.annotations.Nullable;

/**
 * The texts that people agree to before they have an account.
 *
 * @param termsVersion version of the terms, or {@code null} when nobody has to agree
 * @param privacyVersion the same of the privacy policy
 */
public record Consents(@Nullable String termsVersion, @Nullable String privacyVersion) {

	/** Nobody has to agree to anything. */
	public static final Consents NONE = new Consents(null, null);

	void require(InvitationAnswer answer) {
		List<Fault> faults = new ArrayList<>();
		if (this.termsVersion != null && !answer.termsAccepted()) {
			faults.add(required("terms_accepted"));
		}
		if (this.privacyVersion != null && !answer.privacyPolicyAccepted()) {
			faults.add(required("privacy_policy_accepted"));
		}
		if (!faults.isEmpty()) {
			throw new InvalidInputException(AuthErrorCode.VALIDATION, faults);
		}
	}

	private static Fault required(String field) {
		return new Fault(field, "required", "This has to be accepted.");
	}

}
