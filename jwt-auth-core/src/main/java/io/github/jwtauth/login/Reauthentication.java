package io.github.jwtauth.login;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

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
import io.github.jwtauth.mfa.FactorChecks;
import io.github.jwtauth.mfa.FactorResponse;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.session.OpenedSession;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import io.github.jwtauth.session.SessionTokens;
import io.github.jwtauth.session.TokenPair;

/**
 * The walk of somebody who is logged in and proves again who they are (requirement R-18),
 * with the password, the second factor, or both: the session goes on with a new
 * {@code auth_time} and new tokens, every token handed out before is rejected. What is
 * not proven now keeps the time it was proven at. The same gates as a login: a session
 * that lacks the factor its account has does not go on by the password alone. A wrong
 * password is a failed login, a wrong code counts against the account's codes. Both are
 * compared outside of any transaction; call it without one. Safe for use by many threads.
 */
public final class Reauthentication {

	private static final List<String> PASSWORD = List.of("pwd");

	private final AccountLookup accounts;

	private final AccountStore store;

	private final SubjectStore subjects;

	private final PasswordGuesses guesses;

	private final PasswordCheck passwords;

	private final LoginPolicy policy;

	private final FactorGate gate;

	private final FactorChecks factors;

	private final RefreshTokenWhitelist whitelist;

	private final SessionTokens tokens;

	private final AuthEventPublisher events;

	private final Transactions transactions;

	private final Clock clock;

	/**
	 * Wires the walk.
	 * @param accounts finds the owner
	 * @param store where a password hash is replaced
	 * @param subjects where the proof is claimed
	 * @param guesses bounds passwords
	 * @param passwords compares them
	 * @param policy who may hold a session
	 * @param gate who needs a second factor
	 * @param factors compares it
	 * @param whitelist the sessions
	 * @param tokens issues what a session gives out
	 * @param events hears of it
	 * @param transactions one for each proof
	 * @param clock the present
	 */
	public Reauthentication(AccountLookup accounts, AccountStore store, SubjectStore subjects, PasswordGuesses guesses,
			PasswordCheck passwords, LoginPolicy policy, FactorGate gate, FactorChecks factors,
			RefreshTokenWhitelist whitelist, SessionTokens tokens, AuthEventPublisher events, Transactions transactions,
			Clock clock) {
		this.accounts = accounts;
		this.store = store;
		this.subjects = subjects;
		this.guesses = guesses;
		this.passwords = passwords;
		this.policy = policy;
		this.gate = gate;
		this.factors = factors;
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
	 * account without a password), {@link AuthErrorCode#INVALID_CODE},
	 * {@link AuthErrorCode#TOO_MANY_ATTEMPTS}, {@link AuthErrorCode#EMAIL_NOT_VERIFIED},
	 * {@link AuthErrorCode#INVALID_TOKEN} when the session has ended,
	 * {@link AuthErrorCode#BUSY} or {@link AuthErrorCode#UNAVAILABLE}
	 * @throws MfaRequiredException without a token, when the password is right and the
	 * session lacks the factor that the account has
	 * @throws MfaEnrollmentRequiredException when it lacks one that the account needs
	 */
	public TokenPair renew(ReauthenticationAttempt attempt) {
		KnownAccount owner = this.accounts.byId(attempt.accountId()).orElseThrow(Reauthentication::sessionEnded);
		RawPassword password = attempt.password();
		if (password == null) {
			return withoutPassword(attempt, owner, this.clock.instant());
		}
		OpenGuess guess = this.guesses.begin(owner, attempt.sessionId(), attempt.device(), password);
		Instant readAt = this.clock.instant();
		PasswordVerdict.Right right = check(guess, owner.account(), attempt, password);
		requireAllowed(guess, right.account(), attempt);
		try {
			return prove(attempt, new Proven(right.account(), right.upgradedHash(), PASSWORD, readAt));
		}
		catch (CredentialChangedException ex) {
			throw failed(guess, attempt, LoginFailed.Reason.CREDENTIAL_CHANGED);
		}
	}

	private TokenPair withoutPassword(ReauthenticationAttempt attempt, KnownAccount owner, Instant readAt) {
		Refusals.requireAllowed(this.policy.check(owner.account()), Refusals::invalidCredentials);
		try {
			return prove(attempt, new Proven(owner, Optional.empty(), List.of(), readAt));
		}
		catch (CredentialChangedException ex) {
			throw sessionEnded();
		}
	}

	/** What is left is the factor. */
	private TokenPair prove(ReauthenticationAttempt attempt, Proven proven) {
		FactorResponse response = attempt.response();
		if (response == null || (!this.gate.isOn() && attempt.password() != null)) {
			// A session that has ended does not go on: the transaction says why.
			this.whitelist.proven(attempt.accountId(), attempt.sessionId())
				.ifPresent((session) -> this.gate.requireOfSession(proven.account(), session));
			return renew(attempt, proven, () -> true);
		}
		if (!this.gate.isOn()) {
			throw new AuthException(AuthErrorCode.INVALID_CODE, "The code is not valid.");
		}
		Proven both = proven.and(response.amr());
		return this.factors.judge(proven.account(), response, attempt.device(), () -> true, (match) -> {
			try {
				return Optional.of(renew(attempt, both,
						() -> this.factors.consume(both.account(), response, match, attempt.device())));
			}
			catch (FactorUsedException ex) {
				return Optional.empty();
			}
		});
	}

	private PasswordVerdict.Right check(OpenGuess guess, Account account, ReauthenticationAttempt attempt,
			RawPassword password) {
		PasswordVerdict verdict = guess.compare(() -> this.passwords.check(identifierOf(account), password));
		if (verdict instanceof PasswordVerdict.Right right && right.account().id().equals(attempt.accountId())) {
			return right;
		}
		throw failed(guess, attempt,
				(verdict instanceof PasswordVerdict.Wrong wrong) ? wrong.reason() : LoginFailed.Reason.WRONG_PASSWORD);
	}

	private void requireAllowed(OpenGuess guess, KnownAccount account, ReauthenticationAttempt attempt) {
		LoginDecision decision = guess.compare(() -> this.policy.check(account.account()));
		if (decision == LoginDecision.CLOSED) {
			throw failed(guess, attempt, LoginFailed.Reason.ACCOUNT_CLOSED);
		}
		guess.right();
		if (decision == LoginDecision.EMAIL_NOT_VERIFIED) {
			guess.failed(attempt.accountId(), LoginFailed.Reason.EMAIL_NOT_VERIFIED);
			throw Refusals.emailNotVerified();
		}
	}

	/** What the owner types to log in, whoever checks passwords. */
	private static String identifierOf(Account account) {
		if (account.email() != null) {
			return account.email().value();
		}
		return (account.username() != null) ? account.username() : account.key();
	}

	private TokenPair renew(ReauthenticationAttempt attempt, Proven proven, BooleanSupplier factor) {
		OpenedSession renewed = this.transactions.alone(() -> claimAndRenew(attempt, proven, factor));
		return this.tokens.issue(proven.account(), renewed, proven.readAt());
	}

	private OpenedSession claimAndRenew(ReauthenticationAttempt attempt, Proven proven, BooleanSupplier factor) {
		KnownAccount known = proven.account();
		Secret present = known.account().passwordHash();
		if (present != null) {
			proven.upgradedHash()
				.ifPresent((hash) -> this.store.replacePasswordHash(known.account().key(), present, hash));
		}
		Instant now = this.clock.instant();
		if (!this.subjects.claimLogin(known.id(), known.subject().credentialVersion(), now)) {
			throw new CredentialChangedException();
		}
		if (!factor.getAsBoolean()) {
			throw new FactorUsedException();
		}
		OpenedSession renewed = this.whitelist.renew(known.id(), attempt.sessionId(), proven.amr())
			.orElseThrow(Reauthentication::sessionEnded);
		SessionTokens.grant(known, renewed.session(), proven.readAt());
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

	/**
	 * What is proven by now.
	 *
	 * @param account whose, with the credential version that it was proven against
	 * @param upgradedHash password hash to store instead of the present one
	 * @param amr how, this time; what was proven before is the session's
	 * @param readAt not after the account was read
	 */
	private record Proven(KnownAccount account, Optional<Secret> upgradedHash, List<String> amr, Instant readAt) {

		Proven and(List<String> more) {
			return new Proven(this.account, this.upgradedHash, Stream.concat(this.amr.stream(), more.stream()).toList(),
					this.readAt);
		}

	}

}
