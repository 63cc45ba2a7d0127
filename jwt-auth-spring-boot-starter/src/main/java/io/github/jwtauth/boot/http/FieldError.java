package io.github.jwtauth.boot.http;

import java.util.Objects;

import io.github.jwtauth.InvalidInputException;

/**
 * What is wrong with one field of a request.
 *
 * @param field its name in the HTTP contract, or {@code body} for the whole
 * @param code stable, in lower case
 * @param message for people; never repeats the value
 */
public record FieldError(String field, String code, String message) {

	public FieldError {
		Objects.requireNonNull(field, "field");
		Objects.requireNonNull(code, "code");
		Objects.requireNonNull(message, "message");
	}

	static FieldError of(InvalidInputException.Fault fault) {
		return new FieldError(fault.field(), fault.code(), fault.message());
	}

}
