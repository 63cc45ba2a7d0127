package io.github.jwtauth.registration;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.BooleanSupplier;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDetails;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.ExternalIdentityLinked;
import io.github.jwtauth.account.ExternalIdentityStore;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.Subject;
import io.github.jwtauth.account.SubjectStore;

/**
 * Makes an account for somebody whom a provider sent: account and link in one
 * transaction, or neither. Safe for use by many threads.
 */
public final class ExternalRegistration {

	private static final int LOCALE_CHARS = 35;

	private final AccountStore accounts;

	private final SubjectStore subjects;

	private final ExternalIdentityStore identities;

	private final AccountDetailsStore details;

	private final UnprovenAccounts unproven;

	private final AuthEventPublisher events;

	private final Transactions transactions;

	private final RandomBytes random;

	private final Clock clock;

	/**
	 * Wires the act.
	 * @param accounts the accounts
	 * @param subjects their subjects
	 * @param identities who is linked to what
	 * @param details what else is kept
	 * @param unproven which accounts make way
	 * @param events learn of it
	 * @param transactions one for each account
	 * @param random draws keys
	 * @param clock the present
	 */
	public ExternalRegistration(AccountStore accounts, SubjectStore subjects, ExternalIdentityStore identities,
			AccountDetailsStore details, UnprovenAccounts unproven, AuthEventPublisher events,
			Transactions transactions, RandomBytes random, Clock clock) {
		this.accounts = accounts;
		this.subjects = subjects;
		this.identities = identities;
		this.details = details;
		this.unproven = unproven;
		this.events = events;
		this.transactions = transactions;
		this.random = random;
		this.clock = clock;
	}

	/**
	 * Makes the account. The address becomes the account's only when the provider vouches
	 * for it: an account must not hold an address that may be somebody else's. There is
	 * no password.
	 * @param identity who
	 * @param roles the account's roles
	 * @param gone the account that the identity was linked to and that was not found
	 * @return the account, or empty when somebody else was faster with this identity or
	 * address, so that nothing was made
	 * @throws UnsupportedOperationException when accounts are made elsewhere
	 */
	Optional<KnownAccount> register(ExternalIdentity identity, SortedSet<String> roles, Optional<AccountId> gone) {
		Account account = account(identity, roles);
		return made(identity, account, gone, () -> this.accounts.insertIfAbsent(account));
	}

	/**
	 * Makes the account in the place of one that somebody registered with the address and
	 * never proved (attacks ).
	 * @param identity who; the provider vouches for the address
	 * @param email the address
	 * @param roles the account's roles
	 * @param gone the account that the identity was linked to and that was not found
	 * @return the account, or empty when somebody else was faster, so that nothing was
	 * made
	 * @throws UnprovenAccounts.KeptException when the one that was there does not make
	 * way
	 * @throws UnsupportedOperationException when accounts are made elsewhere
	 */
	Optional<KnownAccount> replace(ExternalIdentity identity, EmailAddress email, SortedSet<String> roles,
			Optional<AccountId> gone) {
		Account account = account(identity, roles);
		return made(identity, account, gone, () -> this.unproven.replace(account.withEmail(email, false), () -> true)
				&& this.accounts.verifyEmail(account.key(), email));
	}

	private Optional<KnownAccount> made(ExternalIdentity identity, Account account, Optional<AccountId> gone,
			BooleanSupplier making) {
		try {
			return Optional.of(this.transactions.alone(() -> make(identity, account, gone, making)));
		}
		catch (TakenException ex) {
			return Optional.empty();
		}
	}

	private KnownAccount make(ExternalIdentity identity, Account account, Optional<AccountId> gone,
			BooleanSupplier making) {
		Instant now = this.clock.instant();
		if (!making.getAsBoolean()) {
			throw new TakenException();
		}
		Subject subject = this.subjects.subjectOf(account.key());
		gone.ifPresent((id) -> this.identities.unlink(identity.key(), id));
		if (!this.identities.linkIfAbsent(identity.key(), subject.id(), now)) {
			throw new TakenException();
		}
		this.details.save(subject.id(), details(identity, now));
		this.events.publish(new AccountRegistered(now, subject.id(), RegistrationWay.EXTERNAL));
		this.events.publish(new ExternalIdentityLinked(now, subject.id(), identity.key().provider()));
		return new KnownAccount(subject, account);
	}

	/** A language tag of any length comes from outside; the column has 35 characters. */
	private static AccountDetails details(ExternalIdentity identity, Instant now) {
		String locale = identity.locale();
		return new AccountDetails(now, identity.emailVerified() ? now : null, null,
				(locale != null && locale.length() <= LOCALE_CHARS) ? locale : null, null, null, null, Map.of());
	}

	private Account account(ExternalIdentity identity, SortedSet<String> roles) {
		// Any random text: the key is no identity, and is never shown.
		String key = AccountId.random(this.random).toString();
		return Account.withKey(key)
			.withEmail(identity.emailVerified() ? identity.email() : null, identity.emailVerified())
			.withName(identity.firstName(), identity.lastName())
			.withRoles(roles);
	}

	/** Undoes the account that the loser of a race has inserted already. */
	private static final class TakenException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		TakenException() {
			super("identity or address is taken", null, false, false);
		}

	}

}
