package io.github.jwtauth.boot.http;

/**
 * A property has a value that the application must not start with. The three parts are
 * told apart so that all refusals can be collected and shown together, each with the line
 * to paste.
 */
public final class InvalidPropertyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String property;

	private final String problem;

	private final String fix;

	/**
	 * Names the refusal.
	 * @param property full name of the property
	 * @param problem what is wrong with its value, and why that matters
	 * @param fix what to do instead
	 */
	public InvalidPropertyException(String property, String problem, String fix) {
		super(property + ": " + problem + "; " + fix);
		this.property = property;
		this.problem = problem;
		this.fix = fix;
	}

	/**
	 * Which property.
	 * @return its full name
	 */
	public String property() {
		return this.property;
	}

	/**
	 * What is wrong.
	 * @return half a sentence
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * What to do instead.
	 * @return half a sentence
	 */
	public String fix() {
		return this.fix;
	}

}
