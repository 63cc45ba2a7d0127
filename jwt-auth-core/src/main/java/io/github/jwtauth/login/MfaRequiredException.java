package io.github.jwtauth.login;

import java.util.List;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The first factor was right, and the account has a second one. Whoever answers the
 * caller hands the token on.
 */
public final class MfaRequiredException extends AuthException {

	private static final long serialVersionUID = 1L;

	private final transient @Nullable Secret token;

	private final transient List<String> methods;

	public MfaRequiredException(@Nullable Secret token, List<String> methods) {
		super(AuthErrorCode.MFA_REQUIRED, "The second factor is needed, too.");
		this.token = token;
		this.methods = List.copyOf(methods);
	}

	/**
	 * What becomes a session together with the factor, see {@link FactorLogin}.
	 * @return the challenge, or {@code null} for somebody who has a session and sends
	 * both factors at once
	 */
	public @Nullable Secret token() {
		return this.token;
	}

	/**
	 * In which ways the factor can be answered.
	 * @return words of the HTTP contract; never empty
	 */
	public List<String> methods() {
		return this.methods;
	}

}
