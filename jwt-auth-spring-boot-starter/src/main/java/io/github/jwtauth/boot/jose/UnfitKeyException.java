package io.github.jwtauth.boot.jose;

import io.github.jwtauth.boot.http.InvalidPropertyException;

/**
 * A key that must not be used (requirement R-62): too weak, made for something else, or
 * not one at all. Where it comes from is known to who asked.
 */
final class UnfitKeyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String problem;

	private final String fix;

	/**
	 * Names the reason.
	 * @param problem half a sentence without the key itself
	 * @param fix what to do
	 */
	UnfitKeyException(String problem, String fix) {
		super(problem + "; " + fix);
		this.problem = problem;
		this.fix = fix;
	}

	InvalidPropertyException at(String place) {
		return new InvalidPropertyException(place, this.problem, this.fix);
	}

}
