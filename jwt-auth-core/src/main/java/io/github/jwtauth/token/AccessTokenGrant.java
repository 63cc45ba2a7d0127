package io.github.jwtauth.token;

import java.time.Instant;
import java.util.List;

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
 * @param authenticatedAt {@code auth_time}: when the owner last proved who they are, not
 * when the token was refreshed (requirement R-18)
 * @param amr how they did, as registered by RFC 8176
 * @param notAfter the session's absolute end; no token outlives it
 * @param accountReadAt not after the account was read: {@code iat}. A change of roles
 * voids the tokens that were made from what it replaced, however long their issue took
 */
public record AccessTokenGrant(KnownAccount account, SessionId sessionId, Instant authenticatedAt, List<String> amr,
		Instant notAfter, Instant accountReadAt) {

	/**
	 * More roles than this are a mistake that must be seen, not cut (requirement R-60).
	 */
	private static final int MAX_ROLES = 50;

	public AccessTokenGrant {
		amr = List.copyOf(amr);
		if (account.account().roles().size() > MAX_ROLES) {
			throw new AuthException(AuthErrorCode.TOKEN_TOO_LARGE,
					"The account has more roles than fit into an access token.");
		}
	}

}
