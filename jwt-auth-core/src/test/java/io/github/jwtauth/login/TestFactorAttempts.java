package io.github.jwtauth.login;

import java.util.Objects;
import java.util.Optional;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.mfa.FactorResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers to challenges, from a laptop.
 */
final class TestFactorAttempts {

	private TestFactorAttempts() {
	}

	static FactorAttempt of(MfaRequiredException asked, FactorResponse response) {
		return new FactorAttempt(Objects.requireNonNull(asked.token()), response, TestDevices.laptop(), false, null);
	}

	static FactorAttempt remembering(MfaRequiredException asked, FactorResponse response) {
		return new FactorAttempt(Objects.requireNonNull(asked.token()), response, TestDevices.laptop(), true, null);
	}

	/** Empty when there is a session. */
	static Optional<AuthErrorCode> refusal(TestJwtAuth auth, FactorAttempt attempt) {
		try {
			auth.factorLogin.verify(attempt);
			return Optional.empty();
		}
		catch (AuthException ex) {
			return Optional.of(ex.code());
		}
	}

	static void assertWrong(TestJwtAuth auth, FactorAttempt attempt) {
		assertThat(refusal(auth, attempt)).contains(AuthErrorCode.INVALID_CODE);
	}

	static void assertVoid(TestJwtAuth auth, FactorAttempt attempt) {
		assertThat(refusal(auth, attempt)).contains(AuthErrorCode.INVALID_TOKEN);
	}

}
