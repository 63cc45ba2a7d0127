package io.github.jwtauth.password;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A password as somebody typed it, in the one form that is compared and encoded: NFC, so
 * that two keyboards agree (requirement R-05), and at most 512 bytes of UTF-8, checked
 * before anything expensive happens. Not necessarily a good one: rules for new
 * passwords are stricter.
 */
public final class RawPassword {

	private static final int MAX_BYTES = 512;

	private final String normalized;

	private RawPassword(String normalized) {
		this.normalized = normalized;
	}

	/**
	 * Reads a password.
	 * @param typed what arrived
	 * @param field the field of the request, named in refusals
	 * @return the password
	 * @throws InvalidInputException when it is empty, too long, or holds control
	 * characters or half of a surrogate pair
	 */
	public static RawPassword of(Secret typed, String field) {
		String text = typed.reveal();
		if (text.isEmpty()) {
			throw new InvalidInputException(field, "required", "A password is required.");
		}
		if (text.length() > MAX_BYTES || utf8Length(text, field) > MAX_BYTES) {
			throw new InvalidInputException(field, "password_too_long",
					"A password has at most " + MAX_BYTES + " bytes.");
		}
		if (text.chars().anyMatch((character) -> character < ' ' || character == 0x7f)) {
			throw unreadable(field);
		}
		return new RawPassword(Normalizer.normalize(text, Normalizer.Form.NFC));
	}

	/**
	 * Reads a password that somebody wants to have. The contract names what is wrong with
	 * one by its own code, also what no password may be.
	 * @param typed what arrived
	 * @param field the field of the request, named in refusals
	 * @return the password
	 * @throws InvalidInputException with {@link AuthErrorCode#PASSWORD_REFUSED} when it
	 * is too long, or holds control characters or half of a surrogate pair; with
	 * {@link AuthErrorCode#VALIDATION} when it is empty
	 */
	public static RawPassword ofNew(Secret typed, String field) {
		try {
			return of(typed, field);
		}
		catch (InvalidInputException ex) {
			boolean named = ex.fieldCode().startsWith("password_");
			throw named ? new InvalidInputException(AuthErrorCode.PASSWORD_REFUSED, ex.faults()) : ex;
		}
	}

	/**
	 * The password for somebody else who compares it: a directory, another system.
	 * @return NFC
	 */
	public Secret normalized() {
		return Secret.of(this.normalized);
	}

	/**
	 * The text to compare or encode.
	 * @return NFC
	 */
	String reveal() {
		return this.normalized;
	}

	/** As people count. */
	int codePoints() {
		return this.normalized.codePointCount(0, this.normalized.length());
	}

	int utf8Length() {
		return this.normalized.getBytes(StandardCharsets.UTF_8).length;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof RawPassword that && this.normalized.equals(that.normalized);
	}

	@Override
	public int hashCode() {
		return this.normalized.hashCode();
	}

	@Override
	public String toString() {
		return "***";
	}

	private static int utf8Length(String text, String field) {
		try {
			return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text)).remaining();
		}
		catch (CharacterCodingException ex) {
			throw unreadable(field);
		}
	}

	private static InvalidInputException unreadable(String field) {
		return new InvalidInputException(field, "password_unreadable",
				"A password must not contain control characters.");
	}

}
