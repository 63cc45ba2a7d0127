package io.github.jwtauth.boot.http;

/**
 * Refuses a request with a given problem; for what HTTP itself refuses. The core throws
 * its own exceptions.
 */
public final class ProblemException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Problem problem;

	public ProblemException(Problem problem) {
		super(problem.detail(), null, false, false);
		this.problem = problem;
	}

	/**
	 * What to answer.
	 * @return the problem
	 */
	public Problem problem() {
		return this.problem;
	}

}
