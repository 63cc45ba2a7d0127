package io.github.jwtauth.onetimetoken;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * What a one-time token stands for. Never the token itself.
 *
 * @param purpose what it is good for
 * @param accountId whose
 * @param credentialVersion of the account when the token was issued; whoever consumes the
 * token compares it, so that a change of the password voids what was issued before
 * @param payload what the purpose wants to know again, at most {@value #PAYLOAD_CHARS}
 * ASCII characters, or {@code null}; may contain personal data, never a secret
 * @param expiresAt the first instant at which it is no longer good
 */
public record OneTimeToken(OneTimeTokenPurpose purpose, AccountId accountId, long credentialVersion,
		@Nullable String payload, Instant expiresAt) {

	/** Most characters of a payload. */
	public static final int PAYLOAD_CHARS = 3000;

	public OneTimeToken {
		Objects.requireNonNull(purpose, "purpose");
		Objects.requireNonNull(accountId, "accountId");
		Objects.requireNonNull(expiresAt, "expiresAt");
		if (payload != null && (payload.length() > PAYLOAD_CHARS || payload.chars().anyMatch((c) -> c > '~'))) {
			throw new IllegalArgumentException("a payload has at most " + PAYLOAD_CHARS + " ASCII characters");
		}
	}

	/** The payload may contain personal data. */
	@Override
	public String toString() {
		return "OneTimeToken[purpose=" + this.purpose + ", accountId=" + this.accountId + ", expiresAt="
				+ this.expiresAt + "]";
	}

}
