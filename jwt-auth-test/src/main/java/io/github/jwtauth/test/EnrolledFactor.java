package io.github.jwtauth.test;

import java.util.List;

/**
 * A second factor that a test has set up. Prints nothing of it.
 *
 * @param app the authenticator app
 * @param recoveryCodes what takes the place of the app, each once
 * @see AuthTestSession#enroll
 */
public record EnrolledFactor(TotpCodes app, List<String> recoveryCodes) {

	public EnrolledFactor {
		recoveryCodes = List.copyOf(recoveryCodes);
	}

	@Override
	public String toString() {
		return "EnrolledFactor[***]";
	}

}
