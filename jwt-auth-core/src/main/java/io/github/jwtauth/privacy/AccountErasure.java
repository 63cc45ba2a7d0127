package io.github.jwtauth.privacy;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.AdministratorGuard;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.Subject;
import io.github.jwtauth.login.AccountRemains;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.protection.ProtectedAccount;

/**
 * The end of an account: everything of it goes in one transaction, or nothing
 * (requirement R-101). The owner is told at the address that the account had, by a notice
 * that no longer belongs to an account. Safe for use by many threads.
 */
public final class AccountErasure {

	private final AccountStore accounts;

	private final AccountDetailsStore details;

	private final AccountRemains remains;

	private final PersonalDataContributors contributors;

	private final AccountNotifier notifier;

	private final AdministratorGuard administrators;

	private final AuthEventPublisher events;

	private final Clock clock;

	public AccountErasure(AccountStore accounts, AccountDetailsStore details, AccountRemains remains,
			PersonalDataContributors contributors, AccountNotifier notifier, AdministratorGuard administrators,
			AuthEventPublisher events, Clock clock) {
		this.accounts = accounts;
		this.details = details;
		this.remains = remains;
		this.contributors = contributors;
		this.notifier = notifier;
		this.administrators = administrators;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Refuses what could not be done when the time is up. Call it in a transaction that
	 * holds the subject's lock.
	 * @param subject whose, read under that lock
	 * @throws AuthException with {@link AuthErrorCode#LAST_ADMINISTRATOR}
	 */
	void requireDispensable(Subject subject) {
		this.accounts.findByKey(subject.accountKey()).ifPresent(this.administrators::requireAnother);
	}

	/**
	 * Erases an account, also what is left of one that the host has deleted already. Call
	 * it in a transaction that holds the subject's lock.
	 * @param subject whose, read under that lock
	 * @throws UnsupportedOperationException when accounts are deleted elsewhere
	 * @throws AuthException with {@link AuthErrorCode#LAST_ADMINISTRATOR}
	 */
	void erase(Subject subject) {
		requireDispensable(subject);
		Instant now = this.clock.instant();
		Account account = this.accounts.findByKey(subject.accountKey()).orElse(null);
		String locale = this.details.find(subject.id()).locale();
		this.contributors.erase(subject);
		if (account != null) {
			this.accounts.delete(account.key());
			this.remains.erase(ProtectedAccount.of(new KnownAccount(subject, account), this.accounts));
		}
		else {
			this.remains.erase(subject.id());
		}
		EmailAddress address = (account != null) ? account.email() : null;
		if (account != null && address != null) {
			this.notifier.send(AccountNotice.of(NoticeKind.ACCOUNT_DELETED, null, address, now)
				.toProvenAddress(account.emailVerified())
				.withLocale(locale)
				.withFacts(factsOf(account)));
		}
		this.events.publish(new AccountDeleted(now, subject.id()));
	}

	static Map<String, String> factsOf(Account account) {
		String firstName = account.firstName();
		return (firstName != null) ? Map.of("first_name", firstName) : Map.of();
	}

}
