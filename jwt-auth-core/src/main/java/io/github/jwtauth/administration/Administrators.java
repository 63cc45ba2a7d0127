package io.github.jwtauth.administration;

import java.time.Clock;
import java.util.Collection;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.LoginDecision;
import io.github.jwtauth.account.LoginPolicy;

/**
 * Who may administer: whoever's access token says so and whoever's account still says so,
 * because a token outlives a lost role by a second, and on a node that cannot ask for
 * longer (requirement R-49). Safe for use by many threads.
 */
public final class Administrators {

	private final AccountLookup lookup;

	private final LoginPolicy policy;

	private final AuthEventPublisher events;

	private final AdministrationSettings settings;

	private final Clock clock;

	public Administrators(AccountLookup lookup, LoginPolicy policy, AuthEventPublisher events,
			AdministrationSettings settings, Clock clock) {
		this.lookup = lookup;
		this.policy = policy;
		this.events = events;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Refuses whoever is no administrator, and tells it.
	 * @param caller who is calling
	 * @param tokenRoles what their access token says
	 * @param what what they want, a code in lower case
	 * @throws AuthException with {@link AuthErrorCode#FORBIDDEN}
	 */
	public void require(AccountId caller, Collection<String> tokenRoles, String what) {
		boolean may = tokenRoles.contains(this.settings.role())
				&& this.lookup.byId(caller).map(KnownAccount::account).filter(this::administers).isPresent();
		if (!may) {
			throw deny(caller, what);
		}
	}

	/**
	 * Asks again inside the transaction of a change: of two administrators who close each
	 * other's account, the slower one is none any more.
	 * @param caller who is calling
	 * @return the account as it is now
	 * @throws AuthException with {@link AuthErrorCode#FORBIDDEN}
	 */
	Account requireStill(AccountId caller) {
		return this.lookup.byId(caller)
			.map(KnownAccount::account)
			.filter(this::administers)
			.orElseThrow(Administrators::forbidden);
	}

	/** Tells of a denial, and gives what to throw. */
	AuthException deny(AccountId caller, String what) {
		this.events.publish(new AdministrationDenied(this.clock.instant(), caller, what));
		return forbidden();
	}

	static AuthException forbidden() {
		return new AuthException(AuthErrorCode.FORBIDDEN, "You may not do this.");
	}

	private boolean administers(Account account) {
		return account.roles().contains(this.settings.role()) && this.policy.check(account) == LoginDecision.ALLOWED;
	}

}
