package io.github.jwtauth.session;

import java.time.Instant;

import io.github.jwtauth.Secret;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.token.AccessTokenGrant;
import io.github.jwtauth.token.AccessTokenIssuer;

/**
 * The tokens of a session that has been opened, rotated or renewed. Signing is slow: call
 * {@link #issue} outside of any transaction. Safe for use by many threads.
 */
public final class SessionTokens {

	private final AccessTokenIssuer issuer;

	public SessionTokens(AccessTokenIssuer issuer) {
		this.issuer = issuer;
	}

	/**
	 * What an access token of a session says. Fails when the account cannot have a token
	 * at all, so that a transaction can ask before it commits.
	 * @param account whose
	 * @param session which session
	 * @param accountReadAt not after the account was read
	 * @return the grant
	 */
	public static AccessTokenGrant grant(KnownAccount account, LoginSession session, Instant accountReadAt) {
		return new AccessTokenGrant(account, session.id(), session.proven(), session.absoluteExpiresAt(),
				accountReadAt);
	}

	/**
	 * Issues the access token.
	 * @param grant what it says
	 * @param session the session
	 * @param refreshToken its refresh token
	 * @return both tokens
	 */
	public TokenPair issue(AccessTokenGrant grant, LoginSession session, Secret refreshToken) {
		return new TokenPair(this.issuer.issue(grant), refreshToken, session, grant.account());
	}

	/**
	 * Issues the access token of a session that goes on after a credential event.
	 * @param account whose, as it is after the event
	 * @param renewed the session and its new refresh token
	 * @param accountReadAt not after the account was read
	 * @return both tokens
	 */
	public TokenPair issue(KnownAccount account, OpenedSession renewed, Instant accountReadAt) {
		return issue(grant(account, renewed.session(), accountReadAt), renewed.session(), renewed.refreshToken());
	}

}
