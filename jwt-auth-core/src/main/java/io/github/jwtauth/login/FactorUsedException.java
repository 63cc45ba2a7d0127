package io.github.jwtauth.login;

/**
 * The answer was right and somebody faster has used it up. Thrown inside the transaction,
 * which is undone by it.
 */
final class FactorUsedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	FactorUsedException() {
		super("the second factor was used up by somebody else", null, false, false);
	}

}
