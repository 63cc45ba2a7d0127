package io.github.jwtauth.session;

import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.account.KnownAccount;

/**
 * The store's verdict on a presented refresh token.
 */
public sealed interface Rotation {

	/**
	 * The token was the one accepted now; its successor is.
	 *
	 * @param session the session after the rotation
	 * @param account the account, when the same statement returned it
	 */
	record Rotated(LoginSession session, Optional<KnownAccount> account) implements Rotation {

	}

	/**
	 * The token is the immediate parent of the one accepted now, and the rotation is so
	 * recent that its answer may have been lost: the same successor is given again.
	 *
	 * @param session the session, unchanged
	 */
	record Retried(LoginSession session) implements Rotation {

	}

	/**
	 * The token was replaced too long ago, or more than once: somebody has a copy. The
	 * session has been ended; the caller must commit that.
	 *
	 * @param sessionId the session that was ended
	 * @param accountId whose
	 */
	record Replayed(SessionId sessionId, AccountId accountId) implements Rotation {

	}

	/**
	 * The token is not accepted and nothing was changed.
	 *
	 * @param reason why the session ended, or empty when there is nothing to tell
	 */
	record Rejected(Optional<SessionEndReason> reason) implements Rotation {

	}

}
