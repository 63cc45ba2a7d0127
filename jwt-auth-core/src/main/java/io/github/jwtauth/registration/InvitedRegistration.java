package io.github.jwtauth.registration;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDetails;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.Consent;
import io.github.jwtauth.account.EmailVerified;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.login.AccountRemains;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import org.jspecify.annotations.Nullable;

/**
 * Makes the account of somebody who was invited, and uses the invitation up: one
 * transaction, or nothing. An account with the same address that nobody ever proved makes
 * way (requirement R-76). Safe for use by many threads.
 */
public final class InvitedRegistration {

	private final AccountStore accounts;

	private final SubjectStore subjects;

	private final AccountDetailsStore details;

	private final AccountRemains remains;

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
	 * @param remains of an account that makes way
	 * @param tokens the invitations
	 * @param events where they are told
	 * @param transactions the transactions
	 * @param consents which texts people agree to
	 * @param clock the present
	 */
	public InvitedRegistration(AccountStore accounts, SubjectStore subjects, AccountDetailsStore details,
			AccountRemains remains, OneTimeTokens tokens, AuthEventPublisher events, Transactions transactions,
			Consents consents, Clock clock) {
		this.accounts = accounts;
		this.subjects = subjects;
		this.details = details;
		this.remains = remains;
		this.tokens = tokens;
		this.events = events;
		this.transactions = transactions;
		this.consents = consents;
		this.clock = clock;
	}

	/** Before anything expensive. */
	void requireConsents(InvitationAnswer answer) {
		this.consents.require(answer);
	}

	AccountId register(Account account, InvitationAnswer answer, AccountId inviter) {
		try {
			return this.transactions.alone(() -> insert(account, answer, inviter));
		}
		catch (UnsupportedOperationException ex) {
			throw new AuthException(AuthErrorCode.NOT_SUPPORTED, "Accounts are not made here.");
		}
	}

	/** The account before the subjects, as every host takes its locks. */
	private AccountId insert(Account account, InvitationAnswer answer, AccountId inviter) {
		if (!this.accounts.insertIfAbsent(account)) {
			supersede(account, answer);
		}
		if (!this.subjects.lock(inviter)
				|| !this.tokens.consume(OneTimeTokenPurpose.INVITATION, answer.token(), null)) {
			throw invalid();
		}
		Instant now = this.clock.instant();
		AccountId id = this.subjects.subjectOf(account.key()).id();
		this.details.save(id,
				new AccountDetails(now, now, now, null, null,
						consent(answer.termsAccepted(), this.consents.termsVersion(), now),
						consent(answer.privacyPolicyAccepted(), this.consents.privacyVersion(), now), Map.of()));
		this.events.publish(new AccountRegistered(now, id, RegistrationWay.INVITATION));
		this.events.publish(new EmailVerified(now, id));
		return id;
	}

	private void supersede(Account account, InvitationAnswer answer) {
		Optional<String> gone = this.accounts.replaceUnverified(account);
		if (gone.isPresent()) {
			this.remains.erase(this.subjects.subjectOf(gone.get()).id());
			return;
		}
		if (answer.username() != null && this.accounts.findByIdentifier(answer.username()).isPresent()) {
			throw new AuthException(AuthErrorCode.USERNAME_TAKEN, "Somebody has this username.");
		}
		throw invalid();
	}

	private static @Nullable Consent consent(boolean accepted, @Nullable String version, Instant at) {
		return accepted ? new Consent(version, at) : null;
	}

	static AuthException invalid() {
		return new AuthException(AuthErrorCode.INVALID_ONE_TIME_TOKEN, "The link is not valid, or no longer.");
	}

}
