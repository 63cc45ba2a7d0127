package io.github.jwtauth;

import java.util.List;

/**
 * Fields of a request are not well-formed, or hold what the rules do not allow.
 */
public final class InvalidInputException extends AuthException {

	private static final long serialVersionUID = 1L;

	private final transient List<Fault> faults;

	/**
	 * Names what is wrong with one field.
	 * @param field the field as the HTTP contract spells it
	 * @param fieldCode stable code, in lower case
	 * @param message for people; must not repeat the value
	 */
	public InvalidInputException(String field, String fieldCode, String message) {
		this(AuthErrorCode.VALIDATION, List.of(new Fault(field, fieldCode, message)));
	}

	/**
	 * Names everything that is wrong at once.
	 * @param code {@link AuthErrorCode#VALIDATION}, or
	 * {@link AuthErrorCode#PASSWORD_REFUSED} where the first fault is the answer
	 * @param faults what is wrong; at least one
	 */
	public InvalidInputException(AuthErrorCode code, List<Fault> faults) {
		super(code, faults.get(0).message());
		this.faults = List.copyOf(faults);
	}

	/**
	 * Everything that is wrong.
	 * @return at least one
	 */
	public List<Fault> faults() {
		return this.faults;
	}

	/**
	 * The first field that is wrong.
	 * @return its name in the HTTP contract
	 */
	public String field() {
		return this.faults.get(0).field();
	}

	/**
	 * What is wrong with it.
	 * @return a stable code in lower case
	 */
	public String fieldCode() {
		return this.faults.get(0).code();
	}

	/**
	 * What is wrong with one field.
	 *
	 * @param field the field as the HTTP contract spells it
	 * @param code stable, in lower case
	 * @param message for people; never repeats the value
	 */
	public record Fault(String field, String code, String message) {

	}

}
