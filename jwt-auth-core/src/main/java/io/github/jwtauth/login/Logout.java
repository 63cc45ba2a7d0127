package io.github.jwtauth.login;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import io.github.jwtauth.session.SessionEndReason;

/**
 * Ends the session on this device, and only that (decision 8). Idempotent: a token that
 * is unknown, old or ended already changes nothing and is no error. Safe for use by many
 * threads; joins the running transaction.
 */
public final class Logout {

	private final RefreshTokenWhitelist whitelist;

	private final Transactions transactions;

	public Logout(RefreshTokenWhitelist whitelist, Transactions transactions) {
		this.whitelist = whitelist;
		this.transactions = transactions;
	}

	/**
	 * Ends the session of a refresh token.
	 * @param presented any genuine token of the session
	 */
	public void byRefreshToken(Secret presented) {
		this.transactions.join(() -> {
			this.whitelist.endByToken(presented, SessionEndReason.LOGGED_OUT);
			return true;
		});
	}

	/**
	 * Ends the session that a verified access token names; the token may have expired.
	 * @param owner {@code sub} of the token
	 * @param sessionId {@code sid} of the token
	 */
	public void bySession(AccountId owner, SessionId sessionId) {
		this.transactions.join(() -> this.whitelist.end(owner, sessionId, SessionEndReason.LOGGED_OUT));
	}

}
