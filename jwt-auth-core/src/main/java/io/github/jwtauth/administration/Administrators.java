package io.github.jwtauth.administration;

import java.util.Collection;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
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

	private final AdministrationSettings settings;

	public Administrators(AccountLookup lookup, LoginPolicy policy, AdministrationSettings settings) {
		this.lookup = lookup;
		this.policy = policy;
		this.settings = settings;
	}

	/**
	 * Refuses whoever is no administrator. Whoever serves the request tells it
	 * ({@link AdministrationDenied}), as every other refusal of an administrator.
	 * @param caller who is calling
	 * @param tokenRoles what their access token says
	 * @throws AuthException with {@link AuthErrorCode#FORBIDDEN}
	 */
	public void require(AccountId caller, Collection<String> tokenRoles) {
		boolean may = tokenRoles.contains(this.settings.role())
				&& this.lookup.byId(caller).map(KnownAccount::account).filter(this::administers).isPresent();
		if (!may) {
			throw forbidden();
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

	static AuthException forbidden() {
		return new AuthException(AuthErrorCode.FORBIDDEN, "You may not do this.");
	}

	private boolean administers(Account account) {
		return account.roles().contains(this.settings.role()) && this.policy.check(account) == LoginDecision.ALLOWED;
	}

}
