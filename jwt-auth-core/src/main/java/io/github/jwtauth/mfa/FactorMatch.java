package io.github.jwtauth.mfa;

/**
 * A right answer that has not been used up yet.
 */
public interface FactorMatch {

	/**
	 * Uses it up; call it in the transaction of the effect, after the subject's lock was
	 * taken. Where it says no, somebody else was faster and nothing has happened.
	 * @return whether this call used it up
	 */
	boolean consume();

}
