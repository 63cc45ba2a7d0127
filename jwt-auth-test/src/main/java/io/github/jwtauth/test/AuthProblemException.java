package io.github.jwtauth.test;

import tools.jackson.databind.JsonNode;

/**
 * The application refused what a test asked of it.
 */
public final class AuthProblemException extends RuntimeException {

	private final transient AuthTestAnswer answer;

	AuthProblemException(AuthTestAnswer answer) {
		super(answer.response().request().method() + " " + answer.response().uri().getPath() + " was answered "
				+ answer);
		this.answer = answer;
	}

	public int status() {
		return this.answer.status();
	}

	/**
	 * What the problem calls itself.
	 * @return the code, such as {@code invalid_credentials}; empty when the answer was no
	 * problem of RFC 9457
	 */
	public String code() {
		return this.answer.code();
	}

	/**
	 * Everything that the problem says.
	 * @return the body
	 */
	public JsonNode problem() {
		return this.answer.json();
	}

	/**
	 * What continues a login that was answered {@code mfa_required}, with
	 * {@link AuthTestClient#verifyFactor}.
	 * @return the token
	 * @throws IllegalStateException when the answer was another one
	 */
	public String mfaToken() {
		String token = this.answer.text("mfa_token");
		if (token.isEmpty()) {
			throw new IllegalStateException("There is no mfa_token in the answer " + this.answer);
		}
		return token;
	}

}
