package io.github.jwtauth.login;

/**
 * The credential version moved on between the comparison and the claim, or the proof was
 * used up by somebody faster. Thrown inside the transaction, which is undone by it.
 */
final class CredentialChangedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	CredentialChangedException() {
		super("the proof is void by now", null, false, false);
	}

}
