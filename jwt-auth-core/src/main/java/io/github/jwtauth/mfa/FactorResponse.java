package io.github.jwtauth.mfa;

import java.util.List;
import java.util.Objects;

import io.github.jwtauth.Secret;

/**
 * What somebody answers when they are asked for the second factor.
 */
public sealed interface FactorResponse {

	/**
	 * How a session tells it (RFC 8176): with {@code mfa}, because it comes second.
	 * @return the words, the kind of factor first
	 */
	default List<String> amr() {
		return List.of("otp", "mfa");
	}

	/**
	 * A code that an authenticator app shows.
	 *
	 * @param code as typed; what is no code is wrong, not malformed
	 */
	record TotpCode(Secret code) implements FactorResponse {

		public TotpCode {
			Objects.requireNonNull(code, "code");
		}

	}

	/**
	 * One of the codes that were shown when the factor was set up.
	 *
	 * @param code as typed, with or without hyphens, in either case
	 */
	record RecoveryCode(Secret code) implements FactorResponse {

		public RecoveryCode {
			Objects.requireNonNull(code, "code");
		}

	}

}
