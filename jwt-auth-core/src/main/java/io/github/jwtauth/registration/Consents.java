package io.github.jwtauth.registration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.jwtauth.InvalidInputException.Fault;
import io.github.jwtauth.account.Consent;
import org.jspecify.annotations.Nullable;

/**
 * The texts that people agree to before they have an account, in whichever way they get
 * one.
 *
 * @param termsVersion version of the terms, or {@code null} when nobody has to agree
 * @param privacyVersion the same of the privacy policy
 */
public record Consents(@Nullable String termsVersion, @Nullable String privacyVersion) {

	/** Nobody has to agree to anything. */
	public static final Consents NONE = new Consents(null, null);

	private static final int VERSION_CHARS = 64;

	public Consents {
		require(termsVersion);
		require(privacyVersion);
	}

	/** What is missing, in the words of the contract. */
	List<Fault> missing(boolean termsAccepted, boolean privacyPolicyAccepted) {
		List<Fault> faults = new ArrayList<>();
		if (this.termsVersion != null && !termsAccepted) {
			faults.add(required("terms_accepted"));
		}
		if (this.privacyVersion != null && !privacyPolicyAccepted) {
			faults.add(required("privacy_policy_accepted"));
		}
		return faults;
	}

	/**
	 * What is kept of it with the account; also of an agreement that nobody asked for.
	 */
	@Nullable Consent terms(boolean accepted, Instant at) {
		return accepted ? new Consent(this.termsVersion, at) : null;
	}

	@Nullable Consent privacyPolicy(boolean accepted, Instant at) {
		return accepted ? new Consent(this.privacyVersion, at) : null;
	}

	private static Fault required(String field) {
		return new Fault(field, "required", "This has to be accepted.");
	}

	private static void require(@Nullable String version) {
		if (version != null && (version.isBlank() || version.length() > VERSION_CHARS)) {
			throw new IllegalArgumentException("a version has 1 to " + VERSION_CHARS + " characters");
		}
	}

}
