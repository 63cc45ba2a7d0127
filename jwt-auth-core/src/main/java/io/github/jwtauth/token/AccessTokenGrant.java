package io.github.jwtauth.token;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.account.KnownAccount;

/**
 * What an access token is made from: an account as it is now, and the session that it
 * belongs to.
 *
 * @param account whose token
 * @param sessionId {@code sid}
 * @param proven {@code amr} and {@code auth_time}: how and when the owner proved who they
 * are, not when the token was refreshed (requirement R-18)
 * @param notAfter the session's absolute end; no token outlives it
 * @param accountReadAt not after the account was read: {@code iat}. A change of roles
 * voids the tokens that were made from what it replaced, however long their issue took
 */
public record AccessTokenGrant(KnownAccount account, SessionId sessionId, ProvenMethods proven, Instant notAfter,
		Instant accountReadAt) {

	/**
	 * More roles than this are a mistake that must be seen, not cut (requirement R-60).
	 */
	private static final int MAX_ROLES = 50;

	public AccessTokenGrant {
		Objects.requireNonNull(proven, "proven");
		if (account.account().roles().size() > MAX_ROLES) {
			throw new AuthException(AuthErrorCode.TOKEN_TOO_LARGE,
					"The account has more roles than fit into an access token.");
		}
	}

	/**
	 * A token of somebody who proved all methods at once.
	 * @param account whose token
	 * @param sessionId {@code sid}
	 * @param authenticatedAt {@code auth_time}
	 * @param amr how they proved who they are, as registered by RFC 8176
	 * @param notAfter the session's absolute end
	 * @param accountReadAt not after the account was read
	 */
	public AccessTokenGrant(KnownAccount account, SessionId sessionId, Instant authenticatedAt, List<String> amr,
			Instant notAfter, Instant accountReadAt) {
		this(account, sessionId, ProvenMethods.at(amr, authenticatedAt), notAfter, accountReadAt);
	}

	/**
	 * When the owner last proved who they are.
	 * @return {@code auth_time}
	 */
	public Instant authenticatedAt() {
		return this.proven.authenticatedAt();
	}

	/**
	 * How they did, as registered by RFC 8176.
	 * @return {@code amr}
	 */
	public List<String> amr() {
		return this.proven.amr();
	}

}
