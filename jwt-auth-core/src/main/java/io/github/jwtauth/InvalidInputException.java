package io.github.jwtauth;

/**
 * One field of a request is not well-formed.
 */
public final class InvalidInputException extends AuthException {

	private static final long serialVersionUID = 1L;

	private final String field;

	private final String fieldCode;

	/**
	 * Names what is wrong.
	 * @param field the field as the HTTP contract spells it
	 * @param fieldCode stable code, in lower case
	 * @param message for people; must not repeat the value
	 */
	public InvalidInputException(String field, String fieldCode, String message) {
		super(AuthErrorCode.VALIDATION, message);
		this.field = field;
		this.fieldCode = fieldCode;
	}

	/**
	 * The field that is wrong.
	 * @return its name in the HTTP contract
	 */
	public String field() {
		return this.field;
	}

	/**
	 * What is wrong with it.
	 * @return a stable code in lower case
	 */
	public String fieldCode() {
		return this.fieldCode;
	}

}
