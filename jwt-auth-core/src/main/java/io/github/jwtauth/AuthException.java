package io.github.jwtauth;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A refusal with a stable code. Its message is safe to show: it tells nothing about the
 * existence of an account and contains no secret.
 */
public class AuthException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final AuthErrorCode code;

	private final @Nullable Duration retryAfter;

	public AuthException(AuthErrorCode code, String message) {
		this(code, message, null, null);
	}

	public AuthException(AuthErrorCode code, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
		super(message, cause);
		this.code = Objects.requireNonNull(code, "code");
		this.retryAfter = retryAfter;
	}

	/**
	 * What was refused, in a form that programs can rely on.
	 * @return the code
	 */
	public final AuthErrorCode code() {
		return this.code;
	}

	/**
	 * When to try again.
	 * @return the pause, or {@code null} when trying again does not help
	 */
	public final @Nullable Duration retryAfter() {
		return this.retryAfter;
	}

	/**
	 * Something that is needed does not answer. Never a verdict about a credential.
	 * @param cause what failed
	 * @return an exception that asks to come back in a second
	 */
	public static AuthException unavailable(Throwable cause) {
		return new AuthException(AuthErrorCode.UNAVAILABLE, "The service is temporarily unavailable.",
				Duration.ofSeconds(1), cause);
	}

}
