package io.github.jwtauth.boot.metrics;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.boot.http.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended, in one of a few words (requirement R-29): the code of the contract
 * that the caller was told, never a text and nothing that a caller or a host chooses.
 */
final class CallOutcome {

	static final String SUCCESS = "success";

	private static final Set<String> CODES = Arrays.stream(AuthErrorCode.values())
		.map(AuthErrorCode::code)
		.collect(Collectors.toUnmodifiableSet());

	private CallOutcome() {
	}

	static String of(int status, @Nullable Throwable failure) {
		if (failure instanceof AuthException refusal) {
			return refusal.code().code();
		}
		if (failure instanceof ProblemException refusal && CODES.contains(refusal.problem().code())) {
			return refusal.problem().code();
		}
		if (status < 400) {
			return SUCCESS;
		}
		return (status < 500) ? AuthErrorCode.VALIDATION.code() : "error";
	}

}
