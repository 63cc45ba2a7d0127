package io.github.jwtauth.boot.http;

import java.util.List;
import java.util.Optional;

import io.github.jwtauth.Secret;
import io.github.jwtauth.mfa.FactorResponse;
import org.jspecify.annotations.Nullable;

/**
 * What a body says to prove the second factor: {@code code}, or {@code recovery_code},
 * and never both, because nobody could tell which one is to be used up.
 */
public final class FactorAnswers {

	private FactorAnswers() {
	}

	/**
	 * Reads an answer where there may be one.
	 * @param code of the authenticator app, or {@code null}
	 * @param recoveryCode in its place, or {@code null}
	 * @return the answer, or empty when there is none
	 * @throws ProblemException {@code 400 validation} when there are two
	 */
	public static Optional<FactorResponse> find(@Nullable Secret code, @Nullable Secret recoveryCode) {
		if (code != null && recoveryCode != null) {
			throw refused("recovery_code", "ambiguous", "Send a code or a recovery code, and not both.");
		}
		return (code != null) ? Optional.of(new FactorResponse.TotpCode(code))
				: Optional.ofNullable(recoveryCode).map(FactorResponse.RecoveryCode::new);
	}

	/**
	 * Reads an answer that is needed.
	 * @param code of the authenticator app, or {@code null}
	 * @param recoveryCode in its place, or {@code null}
	 * @return the answer
	 * @throws ProblemException {@code 400 validation} unless there is exactly one
	 */
	public static FactorResponse require(@Nullable Secret code, @Nullable Secret recoveryCode) {
		return find(code, recoveryCode)
			.orElseThrow(() -> refused("code", "required", "A code or a recovery code is required."));
	}

	private static ProblemException refused(String field, String code, String message) {
		return new ProblemException(Problem.validation(List.of(new FieldError(field, code, message))));
	}

}
