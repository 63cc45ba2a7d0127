package io.github.jwtauth.registration;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.InvalidInputException.Fault;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDetails;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.EmailVerified;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.OneTimeTokens;

/**
 * Makes the account of somebody who was invited, and uses the invitation up: one
 * transaction, or nothing. An account with the same address that nobody ever proved or
 * used makes way (requirement R-76). Safe for use by many threads.
 */
public final class InvitedRegistration {

	private final AccountStore accounts;

	private final SubjectStore subjects;

	private final AccountDetailsStore details;

	private final UnprovenAccounts unproven;

	private final OneTimeTokens tokens;

	private final AuthEventPublisher events;

	private final Transactions transactions;

	private final Consents consents;

	private final Clock clock;

	/**
	 * Wires the act.
	 * @param accounts the accounts
	 * @param subjects the subjects
	 * @param details what is kept beside the account
	 * @param unproven which accounts make way
	 * @param tokens the invitations
	 * @param events where they are told
	 * @param transactions the transactions
	 * @param consents which texts people agree to
	 * @param clock the present
	 */
	public InvitedRegistration(AccountStore accounts, SubjectStore subjects, AccountDetailsStore details,
			UnprovenAccounts unproven, OneTimeTokens tokens, AuthEventPublisher events, Transactions transactions,
			Consents consents, Clock clock) {
		this.accounts = accounts;
		this.subjects = subjects;
		this.details = details;
		this.unproven = unproven;
		this.tokens = tokens;
		this.events = events;
		this.transactions = transactions;
		this.consents = consents;
		this.clock = clock;
	}

	/** Before anything expensive. */
	void requireConsents(InvitationAnswer answer) {
		List<Fault> faults = this.consents.missing(answer.termsAccepted(), answer.privacyPolicyAccepted());
		if (!faults.isEmpty()) {
			throw new InvalidInputException(AuthErrorCode.VALIDATION, faults);
		}
	}

	AccountId register(Account account, InvitationAnswer answer, AccountId inviter) {
		try {
			return this.transactions
				.alone(() -> this.accounts.insertIfAbsent(account) ? settle(account, answer, inviter)
						: Optional.<AccountId>empty())
				.or(() -> takePlace(account, answer, inviter))
				.orElseThrow(() -> taken(answer));
		}
		catch (UnprovenAccounts.KeptException ex) {
			throw invalid();
		}
		catch (UnsupportedOperationException ex) {
			throw new AuthException(AuthErrorCode.NOT_SUPPORTED, "Accounts are not made here.");
		}
	}

	/**
	 * In a transaction of its own: a failed insert may leave a lock on the row that was
	 * in its way, and two of those would wait for each other.
	 */
	private Optional<AccountId> takePlace(Account account, InvitationAnswer answer, AccountId inviter) {
		EmailAddress email = Objects.requireNonNull(account.email());
		if (this.accounts.findByIdentifier(email.value()).filter(UnprovenAccounts::mayMakeWay).isEmpty()) {
			return Optional.empty();
		}
		return this.transactions.alone(() -> {
			if (!this.unproven.replace(account.withEmail(email, false), () -> true)) {
				return Optional.<AccountId>empty();
			}
			if (!this.accounts.verifyEmail(account.key(), email)) {
				throw invalid();
			}
			return settle(account, answer, inviter);
		});
	}

	/** The account before the subjects, as every host takes its locks. */
	private Optional<AccountId> settle(Account account, InvitationAnswer answer, AccountId inviter) {
		if (!this.subjects.lock(inviter)
				|| !this.tokens.consume(OneTimeTokenPurpose.INVITATION, answer.token(), null)) {
			throw invalid();
		}
		Instant now = this.clock.instant();
		AccountId id = this.subjects.subjectOf(account.key()).id();
		this.details.save(id,
				new AccountDetails(now, now, now, null, null, this.consents.terms(answer.termsAccepted(), now),
						this.consents.privacyPolicy(answer.privacyPolicyAccepted(), now), Map.of()));
		this.events.publish(new AccountRegistered(now, id, RegistrationWay.INVITATION));
		this.events.publish(new EmailVerified(now, id));
		return Optional.of(id);
	}

	private AuthException taken(InvitationAnswer answer) {
		String username = answer.username();
		return (username != null && this.accounts.findByIdentifier(username).isPresent())
				? new AuthException(AuthErrorCode.USERNAME_TAKEN, "Somebody has this username.") : invalid();
	}

	static AuthException invalid() {
		return new AuthException(AuthErrorCode.INVALID_ONE_TIME_TOKEN, "The link is not valid, or no longer.");
	}

}
