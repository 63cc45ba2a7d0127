package io.github.jwtauth.administration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDirectory;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.LoginDecision;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.login.AccountChanges;
import org.jspecify.annotations.Nullable;

/**
 * Makes the first administrator (requirement R-13): there is no account that everybody
 * knows and no password in a log. Somebody registers like everybody else and presents the
 * token that the operator has configured. It works once, and only while nobody
 * administers. Safe for use by many threads; call it without a transaction.
 */
public final class FirstAdministrator {

	private final @Nullable AccountDirectory directory;

	private final AdministratorStore store;

	private final AccountLookup lookup;

	private final AccountStore accounts;

	private final SubjectStore subjects;

	private final LoginPolicy policy;

	private final AccountChanges changes;

	private final AuthEventPublisher events;

	private final Transactions transactions;

	private final AdministrationSettings settings;

	private final Clock clock;

	/**
	 * Wires the walk.
	 * @param directory knows who administers, or {@code null} where nobody can
	 * @param store knows used tokens
	 * @param lookup finds the account
	 * @param accounts gets the role
	 * @param subjects lock
	 * @param policy who may log in
	 * @param changes what a new role means for tokens
	 * @param events learn of it
	 * @param transactions one for each attempt with the right token
	 * @param settings the token and the role
	 * @param clock the present
	 */
	public FirstAdministrator(@Nullable AccountDirectory directory, AdministratorStore store, AccountLookup lookup,
			AccountStore accounts, SubjectStore subjects, LoginPolicy policy, AccountChanges changes,
			AuthEventPublisher events, Transactions transactions, AdministrationSettings settings, Clock clock) {
		this.directory = directory;
		this.store = store;
		this.lookup = lookup;
		this.accounts = accounts;
		this.subjects = subjects;
		this.policy = policy;
		this.changes = changes;
		this.events = events;
		this.transactions = transactions;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Makes the caller an administrator.
	 * @param caller who is calling; their address is proven, where they have one
	 * @param presented the setup token
	 * @throws AuthException with {@link AuthErrorCode#FORBIDDEN}: a wrong token, one that
	 * was used and one that is not needed are one answer; with
	 * {@link AuthErrorCode#NOT_SUPPORTED} where roles are given elsewhere
	 */
	public void make(AccountId caller, Secret presented) {
		Secret expected = this.settings.setupToken();
		boolean made;
		try {
			// Comparing takes the same however much of it is right.
			made = expected != null && expected.equals(presented)
					&& this.transactions.alone(() -> tryToMake(caller, expected));
		}
		catch (UnsupportedOperationException ex) {
			throw AccountAdministration.notSupported();
		}
		if (!made) {
			throw Administrators.forbidden();
		}
	}

	/**
	 * How far the setup is. Reads one row at most.
	 * @return the state
	 */
	public SetupState state() {
		Secret token = this.settings.setupToken();
		return new SetupState(token != null, token != null && this.store.isSetupTokenUsed(hash(token)),
				this.directory != null);
	}

	/**
	 * Whether an active account has the role. Reads what the directory reads for that.
	 * @return whether somebody administers; {@code false} where nobody can say
	 */
	public boolean isAdministered() {
		return this.directory != null && !this.directory.findActive(this.settings.role()).isEmpty();
	}

	private boolean tryToMake(AccountId caller, Secret token) {
		if (this.directory == null) {
			throw new UnsupportedOperationException("nobody can say who administers: define an AccountDirectory");
		}
		this.subjects.lock(caller);
		Account account = this.lookup.byId(caller).map(KnownAccount::account).filter(this::mayBecome).orElse(null);
		this.store.lock();
		if (account == null || isAdministered()
				|| !this.store.useSetupToken(hash(token), caller, this.clock.instant())) {
			return false;
		}
		SortedSet<String> roles = new TreeSet<>(account.roles());
		roles.add(this.settings.role());
		if (!this.accounts.setRoles(account.key(), roles)) {
			throw AccountAdministration.notFound();
		}
		this.changes.rolesChanged(caller);
		Instant now = this.clock.instant();
		this.events.publish(new FirstAdministratorMade(now, caller));
		return true;
	}

	private boolean mayBecome(Account account) {
		return this.policy.check(account) == LoginDecision.ALLOWED
				&& (account.email() == null || account.emailVerified());
	}

	private static byte[] hash(Secret token) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(token.reveal().getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

	/**
	 * How far the setup is.
	 *
	 * @param configured whether there is a token
	 * @param used whether it was used, and should be removed from the configuration
	 * @param listed whether somebody knows who administers
	 */
	public record SetupState(boolean configured, boolean used, boolean listed) {

	}

}
