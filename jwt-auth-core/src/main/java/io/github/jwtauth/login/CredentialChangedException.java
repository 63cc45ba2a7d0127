package io.github.jwtauth.login;

/**
 * The credential version moved on between the comparison and the claim. Thrown inside the
 * transaction, which has written nothing yet.
 */
final class CredentialChangedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	CredentialChangedException() {
		super("a credential changed during the login", null, false, false);
	}

}
