package io.github.jwtauth.verification;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.EmailVerified;
import io.github.jwtauth.account.ExternalIdentityStore;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import io.github.jwtauth.session.SessionEndReason;

/**
 * What follows from the first proof of an address. Until then anybody may have made the
 * account, and may have prepared it for the day on which its owner comes: a session that
 * is still open, an identity of a provider that opens it, a mail under way that changes
 * its password or its address (attacks, requirement R-76). None of that
 * outlives the proof, but the session of the registration that the proof belongs to. Safe
 * for use by many threads.
 */
public final class EmailProof {

	private final AccountDetailsStore details;

	private final OneTimeTokens tokens;

	private final ExternalIdentityStore identities;

	private final RefreshTokenWhitelist whitelist;

	private final AuthEventPublisher events;

	private final Clock clock;

	public EmailProof(AccountDetailsStore details, OneTimeTokens tokens, ExternalIdentityStore identities,
			RefreshTokenWhitelist whitelist, AuthEventPublisher events, Clock clock) {
		this.details = details;
		this.tokens = tokens;
		this.identities = identities;
		this.whitelist = whitelist;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Records the proof, and voids what was prepared before it. Call it in the
	 * transaction of the proof, under the subject's lock.
	 * @param accountId whose
	 * @param registered the session of the registration that the proof belongs to, if any
	 */
	public void first(AccountId accountId, Optional<SessionId> registered) {
		Instant now = this.clock.instant();
		this.tokens.credentialChanged(accountId);
		this.identities.unlinkAll(accountId);
		// The contract has no reason of its own for this; its owner's proof ends them.
		this.whitelist.endAll(accountId, registered, SessionEndReason.REVOKED_BY_USER);
		this.details.emailVerified(accountId, now);
		this.events.publish(new EmailVerified(now, accountId));
	}

}
