package io.github.jwtauth.boot.jose;

import org.springframework.security.oauth2.jwt.BadJwtException;

/**
 * The one answer to every token that is not valid (requirement R-63). The text reaches
 * the client in {@code WWW-Authenticate}, so it never tells which rule failed; the reason
 * is for the log at debug level and names the rule, not what was presented. It has no
 * stack trace: who sends junk must not make us walk the stack.
 */
final class InvalidAccessTokenException extends BadJwtException {

	private static final long serialVersionUID = 1L;

	private static final String TEXT = "The access token is not valid.";

	private final String reason;

	InvalidAccessTokenException(String reason) {
		super(TEXT);
		this.reason = reason;
	}

	String reason() {
		return this.reason;
	}

	@Override
	public Throwable fillInStackTrace() {
		return this;
	}

}
