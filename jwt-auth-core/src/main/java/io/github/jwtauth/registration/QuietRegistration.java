package io.github.jwtauth.registration;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.onetimetoken.OneTimeCodes;
import io.github.jwtauth.verification.VerificationMail;
import org.jspecify.annotations.Nullable;

/**
 * Writes down a registration whose answer tells nothing (decision 11, requirement R-20):
 * a new address gets an account, an unproven one a new account in place of the old, the
 * owner of a proven one is told that somebody tried. An unproven account stays where the
 * mail of the new one would not be sent: the link in the mailbox is still good. One token
 * is drawn and one notice is promised in each case. The account is tried first in each
 * case, too, so that a host that makes accounts elsewhere says so for every address. Safe
 * for use by many threads.
 */
public final class QuietRegistration {

	/** Who loses a race finds the winner's account at the next attempt. */
	private static final int ATTEMPTS = 5;

	private final AccountStore accounts;

	private final AccountLookup lookup;

	private final AccountDetailsStore details;

	private final NewAccounts newAccounts;

	private final UnprovenAccounts unproven;

	private final VerificationMail mail;

	private final OneTimeCodes codes;

	private final AccountNotifier notifier;

	private final AuthEventPublisher events;

	private final Transactions transactions;

	private final Clock clock;

	/**
	 * Wires the walk.
	 * @param accounts the accounts
	 * @param lookup finds them
	 * @param details their languages
	 * @param newAccounts what belongs to a new one
	 * @param unproven which make way
	 * @param mail asks for a proof
	 * @param codes drawn also where nobody gets one
	 * @param notifier tells owners
	 * @param events hears of owners who are told
	 * @param transactions one for each attempt
	 * @param clock the present
	 */
	public QuietRegistration(AccountStore accounts, AccountLookup lookup, AccountDetailsStore details,
			NewAccounts newAccounts, UnprovenAccounts unproven, VerificationMail mail, OneTimeCodes codes,
			AccountNotifier notifier, AuthEventPublisher events, Transactions transactions, Clock clock) {
		this.accounts = accounts;
		this.lookup = lookup;
		this.details = details;
		this.newAccounts = newAccounts;
		this.unproven = unproven;
		this.mail = mail;
		this.codes = codes;
		this.notifier = notifier;
		this.events = events;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * Writes it down.
	 * @param account the account to be, with an address that is not proven
	 * @param applicant whose it is
	 * @param browser what the browser carries, or {@code null}
	 * @param usernameFree refuses when somebody else has the username by now
	 * @throws UnsupportedOperationException when accounts are made elsewhere, whatever
	 * the address
	 */
	void register(Account account, Applicant applicant, @Nullable Secret browser, Runnable usernameFree) {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			if (this.transactions.alone(() -> insert(account, applicant, browser))
					|| takePlaceOrTell(account, applicant, browser)) {
				return;
			}
			usernameFree.run();
		}
		throw new AuthException(AuthErrorCode.UNAVAILABLE, "Too many registrations at once, please try again.");
	}

	/**
	 * In a transaction of its own: a failed insert may leave a lock on the row that was
	 * in its way, and two of those would wait for each other.
	 */
	private boolean insert(Account account, Applicant applicant, @Nullable Secret browser) {
		return this.accounts.insertIfAbsent(account) && promise(account, applicant, browser);
	}

	private boolean takePlaceOrTell(Account account, Applicant applicant, @Nullable Secret browser) {
		Optional<KnownAccount> holder = this.lookup.byIdentifier(applicant.email().value());
		if (holder.isEmpty()) {
			return false;
		}
		if (UnprovenAccounts.mayMakeWay(holder.get().account())) {
			try {
				return this.transactions
					.alone(() -> this.unproven.replace(account, () -> this.mail.hasRoom(applicant.email()))
							&& promise(account, applicant, browser));
			}
			catch (UnprovenAccounts.KeptException | UnsupportedOperationException ex) {
				// Saying so would tell that there is an account.
			}
		}
		return this.transactions.alone(() -> tell(holder.get(), applicant.email()));
	}

	private boolean promise(Account account, Applicant applicant, @Nullable Secret browser) {
		this.mail.promise(this.newAccounts.settle(account, applicant), null, browser);
		return true;
	}

	/** To the address as its owner gave it, in the owner's language. */
	private boolean tell(KnownAccount holder, EmailAddress typed) {
		this.codes.pretend();
		this.events.publish(new RegistrationRepeated(this.clock.instant(), holder.id()));
		Account account = holder.account();
		if (account.email() == null) {
			this.notifier.pretend(NoticeKind.ADDRESS_REGISTERED_ALREADY, typed);
			return true;
		}
		this.notifier.send(AccountNotice
			.of(NoticeKind.ADDRESS_REGISTERED_ALREADY, holder.id(), account.email(), this.clock.instant())
			.withLocale(this.details.find(holder.id()).locale())
			.withFacts((account.firstName() != null) ? Map.of("first_name", account.firstName()) : Map.of()));
		return true;
	}

}
