package io.github.jwtauth.login;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.LoginDecision;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.session.OpenedSession;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import io.github.jwtauth.session.SessionTokens;
import io.github.jwtauth.session.TokenPair;

/**
 * The walk of somebody who is logged in and proves again who they are (requirement R-18):
 * the session goes on with a new {@code auth_time} and new tokens, every token handed out
 * before is rejected. Other methods keep the time they were proven at. The same gate as a
 * login, and a failure is a failed login. The password is compared outside of any
 * transaction; call it without one. Safe for use by many threads.
 */
public final class Reauthentication {

	private static final List<String> PROVEN = List.of("pwd");

	private final AccountLookup accounts;

	private final AccountStore store;

	private final SubjectStore subjects;

	private final PasswordGuesses guesses;

	private final PasswordCheck passwords;

	private final LoginPolicy policy;

	private final RefreshTokenWhitelist whitelist;

	private final SessionTokens tokens;

	private final AuthEventPublisher events;

	private final Transactions transactions;

	private final Clock clock;

	public Reauthentication(AccountLookup accounts, AccountStore store, SubjectStore subjects, PasswordGuesses guesses,
			PasswordCheck passwords, LoginPolicy policy, RefreshTokenWhitelist whitelist, SessionTokens tokens,
			AuthEventPublisher events, Transactions transactions, Clock clock) {
		this.accounts = accounts;
		this.store = store;
		this.subjects = subjects;
		this.guesses = guesses;
		this.passwords = passwords;
		this.policy = policy;
		this.whitelist = whitelist;
		this.tokens = tokens;
		this.events = events;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * Renews the session.
	 * @param attempt who, with what, in which session
	 * @return both tokens of the session
	 * @throws AuthException with {@link AuthErrorCode#INVALID_CREDENTIALS} (also for an
	 * account without a password), {@link AuthErrorCode#TOO_MANY_ATTEMPTS},
	 * {@link AuthErrorCode#EMAIL_NOT_VERIFIED}, {@link AuthErrorCode#INVALID_TOKEN} when
	 * the session has ended, {@link AuthErrorCode#BUSY} or
	 * {@link AuthErrorCode#UNAVAILABLE}
	 */
	public TokenPair renew(ReauthenticationAttempt attempt) {
		KnownAccount owner = this.accounts.byId(attempt.accountId()).orElseThrow(Reauthentication::sessionEnded);
		OpenGuess guess = this.guesses.begin(owner, attempt.sessionId(), attempt.device(), attempt.password());
		Instant readAt = this.clock.instant();
		PasswordVerdict.Right right = check(guess, owner.account(), attempt);
		LoginDecision decision = guess.compare(() -> this.policy.check(right.account().account()));
		if (decision == LoginDecision.CLOSED) {
			throw failed(guess, attempt, LoginFailed.Reason.ACCOUNT_CLOSED);
		}
		guess.right();
		if (decision == LoginDecision.EMAIL_NOT_VERIFIED) {
			guess.failed(attempt.accountId(), LoginFailed.Reason.EMAIL_NOT_VERIFIED);
			throw Refusals.emailNotVerified();
		}
		try {
			OpenedSession renewed = this.transactions.alone(() -> claimAndRenew(attempt, right, readAt));
			return this.tokens.issue(right.account(), renewed, readAt);
		}
		catch (CredentialChangedException ex) {
			throw failed(guess, attempt, LoginFailed.Reason.CREDENTIAL_CHANGED);
		}
	}

	private PasswordVerdict.Right check(OpenGuess guess, Account account, ReauthenticationAttempt attempt) {
		PasswordVerdict verdict = guess.compare(() -> this.passwords.check(identifierOf(account), attempt.password()));
		if (verdict instanceof PasswordVerdict.Right right && right.account().id().equals(attempt.accountId())) {
			return right;
		}
		throw failed(guess, attempt,
				(verdict instanceof PasswordVerdict.Wrong wrong) ? wrong.reason() : LoginFailed.Reason.WRONG_PASSWORD);
	}

	/** What the owner types to log in, whoever checks passwords. */
	private static String identifierOf(Account account) {
		if (account.email() != null) {
			return account.email().value();
		}
		return (account.username() != null) ? account.username() : account.key();
	}

	private OpenedSession claimAndRenew(ReauthenticationAttempt attempt, PasswordVerdict.Right right, Instant readAt) {
		KnownAccount known = right.account();
		Secret present = known.account().passwordHash();
		if (present != null) {
			right.upgradedHash()
				.ifPresent((hash) -> this.store.replacePasswordHash(known.account().key(), present, hash));
		}
		Instant now = this.clock.instant();
		if (!this.subjects.claimLogin(known.id(), known.subject().credentialVersion(), now)) {
			throw new CredentialChangedException();
		}
		OpenedSession renewed = this.whitelist.renew(known.id(), attempt.sessionId(), PROVEN)
			.orElseThrow(Reauthentication::sessionEnded);
		SessionTokens.grant(known, renewed.session(), readAt);
		this.events.publish(new Reauthenticated(now, known.id(), attempt.sessionId(), attempt.device()));
		return renewed;
	}

	private static AuthException failed(OpenGuess guess, ReauthenticationAttempt attempt, LoginFailed.Reason reason) {
		guess.failed(attempt.accountId(), reason);
		return Refusals.invalidCredentials();
	}

	private static AuthException sessionEnded() {
		return new AuthException(AuthErrorCode.INVALID_TOKEN, "The access token is not valid.");
	}

}
