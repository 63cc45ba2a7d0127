package io.github.jwtauth.boot.http;

import java.util.List;
import java.util.Map;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.login.MfaEnrollmentRequiredException;
import io.github.jwtauth.login.MfaRequiredException;
import io.github.jwtauth.registration.RegistrationRefusedException;
import io.github.jwtauth.session.SessionEndedException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * What the core refused, in the words of HTTP. This is the one place where a code becomes
 * a status.
 */
final class RefusalWords {

	private RefusalWords() {
	}

	static HttpStatus statusOf(AuthErrorCode code) {
		return switch (code) {
			case VALIDATION, AMBIGUOUS_CREDENTIALS, PASSWORD_REFUSED, INVALID_ONE_TIME_TOKEN,
					INVALID_CONFIRMATION_CODE ->
				HttpStatus.BAD_REQUEST;
			case INVALID_CREDENTIALS, INVALID_REFRESH_TOKEN, SESSION_ENDED, INVALID_TOKEN, INVALID_CODE,
					INSUFFICIENT_USER_AUTHENTICATION ->
				HttpStatus.UNAUTHORIZED;
			case EMAIL_NOT_VERIFIED, CROSS_ORIGIN, PASSWORD_CHANGE_REQUIRED, MFA_REQUIRED, MFA_ENROLLMENT_REQUIRED,
					REAUTHENTICATION_REQUIRED, REGISTRATION_CLOSED, FORBIDDEN, NOT_SUPPORTED ->
				HttpStatus.FORBIDDEN;
			case NOT_FOUND -> HttpStatus.NOT_FOUND;
			case SESSION_LIMIT_REACHED, TOKEN_TOO_LARGE, EMAIL_TAKEN, USERNAME_TAKEN, LAST_ADMINISTRATOR, KEY_IN_USE,
					ALREADY_ENABLED, NOT_ENABLED ->
				HttpStatus.CONFLICT;
			case TOO_MANY_REQUESTS, TOO_MANY_ATTEMPTS -> HttpStatus.TOO_MANY_REQUESTS;
			case BUSY, UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
		};
	}

	/** Rules for passwords and a host's policy of registrations name their own. */
	static String codeOf(AuthException refusal) {
		if (refusal instanceof RegistrationRefusedException refused) {
			return refused.reason();
		}
		boolean password = refusal.code() == AuthErrorCode.PASSWORD_REFUSED;
		return (password && refusal instanceof InvalidInputException invalid) ? invalid.fieldCode()
				: refusal.code().code();
	}

	static List<FieldError> errorsOf(AuthException refusal) {
		return (refusal instanceof InvalidInputException invalid)
				? invalid.faults().stream().map(FieldError::of).toList() : List.of();
	}

	static @Nullable String reasonOf(AuthException refusal) {
		return (refusal instanceof SessionEndedException ended) ? ended.reason().code() : null;
	}

	/** Tokens that lead on stand in the answer to whoever has proven the first factor. */
	static Map<String, Object> moreOf(AuthException refusal) {
		if (refusal instanceof MfaRequiredException required) {
			Secret token = required.token();
			return (token != null) ? Map.of("mfa_token", token.reveal(), "methods", required.methods())
					: Map.of("methods", required.methods());
		}
		return (refusal instanceof MfaEnrollmentRequiredException required)
				? Map.of("mfa_token", required.token().reveal()) : Map.of();
	}

	static String detailOf(AuthException refusal) {
		String message = refusal.getMessage();
		return (message != null) ? message : refusal.code().code();
	}

}
