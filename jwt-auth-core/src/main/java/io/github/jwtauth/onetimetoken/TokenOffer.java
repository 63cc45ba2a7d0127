package io.github.jwtauth.onetimetoken;

import java.time.Duration;
import java.util.Objects;

import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Subject;
import org.jspecify.annotations.Nullable;

/**
 * A one-time token that is about to be issued.
 *
 * @param purpose what it is good for
 * @param subject whose, with the credential version as it was read
 * @param lifetime how long, at least a second
 * @param browser what only the browser that asked for it carries, so that the token is
 * worthless in any other, or {@code null} for a token that works anywhere
 * @param payload see {@link OneTimeToken#payload()}
 */
public record TokenOffer(OneTimeTokenPurpose purpose, Subject subject, Duration lifetime, @Nullable Secret browser,
		@Nullable String payload) {

	public TokenOffer {
		Objects.requireNonNull(purpose, "purpose");
		Objects.requireNonNull(subject, "subject");
		if (lifetime.toSeconds() < 1) {
			throw new IllegalArgumentException("a one-time token lives at least a second");
		}
	}

	/** The payload may contain personal data. */
	@Override
	public String toString() {
		return "TokenOffer[purpose=" + this.purpose + ", lifetime=" + this.lifetime + "]";
	}

}
