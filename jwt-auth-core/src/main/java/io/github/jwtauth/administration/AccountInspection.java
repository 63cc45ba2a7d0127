package io.github.jwtauth.administration;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountDirectory;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountPage;
import io.github.jwtauth.account.AccountSearch;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.login.AccountUnlock;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator sees of accounts. Every look is told, in the transaction that
 * reads: where it cannot be recorded nothing is shown. Safe for use by many threads.
 */
public final class AccountInspection {

	private final @Nullable AccountDirectory directory;

	private final AccountLookup lookup;

	private final SubjectStore subjects;

	private final AccountDetailsStore details;

	private final @Nullable AccountUnlock unlock;

	private final AuthEventPublisher events;

	private final Transactions transactions;

	private final Clock clock;

	/**
	 * Wires the walk.
	 * @param directory finds accounts, or {@code null} where nobody can list them
	 * @param lookup finds one
	 * @param subjects their subjects
	 * @param details what else is known of them
	 * @param unlock knows who is locked, or {@code null} where nobody is
	 * @param events who looked
	 * @param transactions one for each look
	 * @param clock the present
	 */
	public AccountInspection(@Nullable AccountDirectory directory, AccountLookup lookup, SubjectStore subjects,
			AccountDetailsStore details, @Nullable AccountUnlock unlock, AuthEventPublisher events,
			Transactions transactions, Clock clock) {
		this.directory = directory;
		this.lookup = lookup;
		this.subjects = subjects;
		this.details = details;
		this.unlock = unlock;
		this.events = events;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * Finds accounts.
	 * @param search part of an address, a username or a name; or an exact account id
	 * @return a page of them
	 * @throws AuthException with {@link AuthErrorCode#NOT_SUPPORTED} where nobody can
	 * list accounts
	 */
	public AccountList find(AccountSearch search) {
		return this.transactions.alone(() -> {
			this.events
				.publish(new AdministratorLooked(this.clock.instant(), null, "accounts", search.text().length()));
			Optional<AccountId> id = AccountId.parse(search.text());
			return id.isPresent() ? only(this.lookup.byId(id.get()), search) : page(search);
		});
	}

	/**
	 * Shows an account.
	 * @param id whose
	 * @return what is known of it
	 * @throws AuthException with {@link AuthErrorCode#NOT_FOUND}
	 */
	public AdministeredAccount get(AccountId id) {
		return this.transactions.alone(() -> {
			KnownAccount known = this.lookup.byId(id).orElseThrow(AccountAdministration::notFound);
			this.events.publish(new AdministratorLooked(this.clock.instant(), id, "account", 0));
			return new AdministeredAccount(known, this.details.find(id).registeredAt(),
					this.subjects.deletionDueAt(id).orElse(null), lockedUntil(id));
		});
	}

	private @Nullable Instant lockedUntil(AccountId id) {
		return (this.unlock != null) ? this.unlock.blockedUntil(id).orElse(null) : null;
	}

	private AccountList page(AccountSearch search) {
		if (this.directory == null) {
			throw AccountAdministration.notSupported();
		}
		AccountPage page = this.directory.find(search);
		return new AccountList(page.accounts()
			.stream()
			.map((account) -> new KnownAccount(this.subjects.subjectOf(account.key()), account))
			.toList(), page.total());
	}

	private static AccountList only(Optional<KnownAccount> found, AccountSearch search) {
		List<KnownAccount> all = found.stream().toList();
		return new AccountList((search.page() == 0) ? all : List.of(), all.size());
	}

}
