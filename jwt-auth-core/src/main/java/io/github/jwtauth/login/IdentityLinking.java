package io.github.jwtauth.login;

import java.time.Clock;
import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.account.ExternalIdentityLinked;
import io.github.jwtauth.account.ExternalIdentityStore;

/**
 * Makes a pending link a link, in the transaction that opens the session. Safe for use by
 * many threads.
 */
public final class IdentityLinking {

	private final ExternalIdentityStore identities;

	private final AuthEventPublisher events;

	private final Clock clock;

	public IdentityLinking(ExternalIdentityStore identities, AuthEventPublisher events, Clock clock) {
		this.identities = identities;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Links; the same login in another tab may have been faster.
	 * @param link what to link
	 * @param owner the account
	 * @return whether the identity is linked to the account now
	 */
	boolean link(PendingLink link, AccountId owner) {
		Instant now = this.clock.instant();
		if (this.identities.linkIfAbsent(link.identity(), owner, now)) {
			this.events.publish(new ExternalIdentityLinked(now, owner, link.identity().provider()));
			return true;
		}
		return this.identities.findAccount(link.identity()).filter(owner::equals).isPresent();
	}

}
