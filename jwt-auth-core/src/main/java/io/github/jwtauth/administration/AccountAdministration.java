package io.github.jwtauth.administration;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.AdministratorGuard;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.login.AccountChanges;
import io.github.jwtauth.login.AccountUnlock;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator changes of somebody's account; setting a password is none of it.
 * Each change is one transaction with its consequences and its event. It holds the
 * subject's lock and asks the administrator's own account once more, so that nobody who
 * was demoted a moment ago changes anything. What is so already is left alone and no
 * event. Call it without a transaction. Safe for use by many threads.
 *
 * <p>
 * Every method throws an {@link AuthException} with {@link AuthErrorCode#NOT_FOUND} for
 * an unknown account, {@link AuthErrorCode#FORBIDDEN} for somebody who is no
 * administrator, and {@link AuthErrorCode#NOT_SUPPORTED} where the host's accounts cannot
 * be changed here.
 */
public final class AccountAdministration {

	private final Administrators administrators;

	private final AccountLookup lookup;

	private final AccountStore accounts;

	private final SubjectStore subjects;

	private final AccountChanges changes;

	private final AdministratorGuard guard;

	private final @Nullable AccountUnlock unlock;

	private final AuthEventPublisher events;

	private final Transactions transactions;

	private final AdministrationSettings settings;

	private final Clock clock;

	/**
	 * Wires the walk.
	 * @param administrators who may
	 * @param lookup finds an account
	 * @param accounts are changed
	 * @param subjects lock
	 * @param changes what follows for sessions and tokens
	 * @param guard keeps the last administrator
	 * @param unlock forgives failed logins, or {@code null} where they are not counted
	 * @param events learn of it
	 * @param transactions one for each change
	 * @param settings the role, and what can be changed here
	 * @param clock the present
	 */
	public AccountAdministration(Administrators administrators, AccountLookup lookup, AccountStore accounts,
			SubjectStore subjects, AccountChanges changes, AdministratorGuard guard, @Nullable AccountUnlock unlock,
			AuthEventPublisher events, Transactions transactions, AdministrationSettings settings, Clock clock) {
		this.administrators = administrators;
		this.lookup = lookup;
		this.accounts = accounts;
		this.subjects = subjects;
		this.changes = changes;
		this.guard = guard;
		this.unlock = unlock;
		this.events = events;
		this.transactions = transactions;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Closes an account: nobody logs in, its sessions end, its access tokens are void
	 * (requirement R-43).
	 * @param administrator who does it; perhaps the owner
	 * @param id whose account
	 * @throws AuthException with {@link AuthErrorCode#LAST_ADMINISTRATOR}
	 */
	public void disable(AccountId administrator, AccountId id) {
		change(id, (known) -> {
			if (known.account().status() == AccountStatus.DISABLED) {
				this.administrators.requireStill(administrator);
				return;
			}
			this.guard.requireAnother(known.account());
			this.administrators.requireStill(administrator);
			requireFound(this.accounts.setStatus(known.account().key(), AccountStatus.DISABLED));
			this.changes.disabled(id);
			this.events.publish(new AccountDisabled(now(), id));
		});
	}

	/**
	 * Opens an account again. Whatever ended when it was closed stays ended.
	 * @param administrator who does it
	 * @param id whose account
	 */
	public void enable(AccountId administrator, AccountId id) {
		change(id, (known) -> {
			this.administrators.requireStill(administrator);
			if (known.account().status() != AccountStatus.ACTIVE) {
				requireFound(this.accounts.setStatus(known.account().key(), AccountStatus.ACTIVE));
				this.events.publish(new AccountEnabled(now(), id));
			}
		});
	}

	/**
	 * Forgives the failed logins of somebody else; nobody unlocks themselves (attack
	 *
	 * @param administrator who does it
	 * @param id whose account
	 */
	public void unlock(AccountId administrator, AccountId id) {
		AccountUnlock forgive = this.unlock;
		if (forgive == null) {
			throw new AuthException(AuthErrorCode.NOT_SUPPORTED, "Nobody is locked by this application.");
		}
		change(id, (known) -> {
			this.administrators.requireStill(administrator);
			if (administrator.equals(id)) {
				throw Administrators.forbidden();
			}
			forgive.unlock(id);
		});
	}

	/**
	 * Demands a new password: every session ends, and the next login with the right
	 * password gets nothing but a token that sets another.
	 * @param administrator who does it
	 * @param id whose account
	 */
	public void requirePasswordChange(AccountId administrator, AccountId id) {
		if (!this.settings.passwordsAreOurs()) {
			throw notSupported();
		}
		change(id, (known) -> {
			this.administrators.requireStill(administrator);
			this.changes.requirePasswordChange(id, true);
		});
	}

	/**
	 * Replaces the roles of an account. Nobody gives or takes a role that they do not
	 * have themselves. Access tokens with the old roles are void; sessions go on.
	 * @param administrator who does it; perhaps the owner
	 * @param id whose account
	 * @param roles all that it has from now on, at most 50
	 * @throws InvalidInputException when a new one is no name of a role
	 * @throws AuthException with {@link AuthErrorCode#LAST_ADMINISTRATOR}
	 */
	public void setRoles(AccountId administrator, AccountId id, Collection<String> roles) {
		change(id, (known) -> {
			Account account = known.account();
			SortedSet<String> wanted = RoleNames.read(roles, account.roles());
			SortedSet<String> added = RoleNames.minus(wanted, account.roles());
			SortedSet<String> removed = RoleNames.minus(account.roles(), wanted);
			if (removed.contains(this.settings.role())) {
				this.guard.requireAnother(account);
			}
			requireHeld(this.administrators.requireStill(administrator), added, removed);
			if (!added.isEmpty() || !removed.isEmpty()) {
				requireFound(this.accounts.setRoles(account.key(), wanted));
				this.changes.rolesChanged(id);
				this.events.publish(new RolesChanged(now(), id, added, removed));
			}
		});
	}

	private void change(AccountId id, Consumer<KnownAccount> change) {
		try {
			this.transactions.alone(() -> {
				requireFound(this.subjects.lock(id));
				change.accept(this.lookup.byId(id).orElseThrow(AccountAdministration::notFound));
				return true;
			});
		}
		catch (UnsupportedOperationException ex) {
			throw notSupported();
		}
	}

	private static void requireHeld(Account administrator, Collection<String> added, Collection<String> removed) {
		Collection<String> touched = new TreeSet<>(added);
		touched.addAll(removed);
		if (!administrator.roles().containsAll(touched)) {
			throw new AuthException(AuthErrorCode.FORBIDDEN, "You may not give or take a role that you do not have.");
		}
	}

	private static void requireFound(boolean found) {
		if (!found) {
			throw notFound();
		}
	}

	private Instant now() {
		return this.clock.instant();
	}

	static AuthException notFound() {
		return new AuthException(AuthErrorCode.NOT_FOUND, "There is no such account.");
	}

	static AuthException notSupported() {
		return new AuthException(AuthErrorCode.NOT_SUPPORTED, "The accounts of this application are kept elsewhere.");
	}

}
