package io.github.jwtauth.login;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.LoginDecision;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.password.OldSystem;
import io.github.jwtauth.password.PasswordChanged;
import io.github.jwtauth.password.PasswordReplacement;
import io.github.jwtauth.password.PasswordReplacement.Occasion;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.password.PreparedPassword;
import io.github.jwtauth.session.OpenedSession;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import io.github.jwtauth.session.SessionTokens;
import io.github.jwtauth.session.TokenPair;

/**
 * Changes the password of somebody who is logged in and knows the present one
 * (requirements ): every other session ends, this one goes on with new tokens,
 * and none from before is accepted again. A session that lacks the factor its account has
 * does not go on by the password alone. A wrong present password is a failed login. Call
 * it outside of a transaction. Safe for use by many threads.
 */
public final class PasswordChange {

	private static final List<String> PROVEN = List.of("pwd");

	private final AccountLookup accounts;

	private final LoginPolicy policy;

	private final PasswordGuesses guesses;

	private final Passwords passwords;

	private final FactorGate gate;

	private final PasswordReplacement replacement;

	private final RefreshTokenWhitelist whitelist;

	private final SessionTokens tokens;

	private final Transactions transactions;

	private final Clock clock;

	/**
	 * Wires the walk.
	 * @param accounts finds the owner
	 * @param policy who may hold a session
	 * @param guesses bounds passwords
	 * @param passwords compares them
	 * @param gate who needs a second factor
	 * @param replacement stores the new one
	 * @param whitelist the sessions
	 * @param tokens issues what a session gives out
	 * @param transactions one for each change
	 * @param clock the present
	 */
	public PasswordChange(AccountLookup accounts, LoginPolicy policy, PasswordGuesses guesses, Passwords passwords,
			FactorGate gate, PasswordReplacement replacement, RefreshTokenWhitelist whitelist, SessionTokens tokens,
			Transactions transactions, Clock clock) {
		this.accounts = accounts;
		this.policy = policy;
		this.guesses = guesses;
		this.passwords = passwords;
		this.gate = gate;
		this.replacement = replacement;
		this.whitelist = whitelist;
		this.tokens = tokens;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * Changes the password.
	 * @param attempt whose, from what to what
	 * @return new tokens of the same session
	 * @throws AuthException with {@link AuthErrorCode#INVALID_CREDENTIALS} when the
	 * present password is wrong, the account is closed, or another change was faster;
	 * with {@link AuthErrorCode#TOO_MANY_ATTEMPTS}; with
	 * {@link AuthErrorCode#INVALID_TOKEN} when the session has ended or the account is
	 * gone; with {@link AuthErrorCode#EMAIL_NOT_VERIFIED},
	 * {@link AuthErrorCode#NOT_SUPPORTED} or {@link AuthErrorCode#BUSY}
	 * @throws MfaRequiredException without a token, when the password is right and the
	 * session lacks the factor that the account has
	 * @throws MfaEnrollmentRequiredException when it lacks one that the account needs
	 * @throws InvalidInputException with {@link AuthErrorCode#PASSWORD_REFUSED} when the
	 * rules do not allow the new one
	 */
	public TokenPair change(PasswordChangeAttempt attempt) {
		Instant readAt = this.clock.instant();
		KnownAccount account = this.accounts.byId(attempt.accountId()).orElseThrow(PasswordChange::sessionEnded);
		OpenGuess guess = this.guesses.begin(account, attempt.sessionId(), attempt.device(), attempt.current());
		requireRight(guess, account, attempt);
		// A session that has ended does not go on: the transaction says why.
		this.whitelist.proven(account.id(), attempt.sessionId())
			.ifPresent((session) -> this.gate.requireOfSession(account, session));
		PreparedPassword prepared = this.replacement.prepare(account, attempt.chosen(), PasswordChangeAttempt.FIELD);
		OpenedSession renewed;
		try {
			renewed = this.transactions.alone(() -> replace(prepared, attempt, readAt));
		}
		catch (CredentialChangedException ex) {
			throw refused(guess, attempt, LoginFailed.Reason.CREDENTIAL_CHANGED);
		}
		return this.tokens.issue(prepared.changed(), renewed, readAt);
	}

	/** At the price of a login, whatever the answer. */
	private void requireRight(OpenGuess guess, KnownAccount account, PasswordChangeAttempt attempt) {
		Secret stored = account.account().passwordHash();
		Secret hash = OldSystem.ASK.equals(stored) ? null : stored;
		if (!guess.compare(() -> this.passwords.authenticate(attempt.current(), hash)).matches()) {
			throw refused(guess, attempt, LoginFailed.Reason.WRONG_PASSWORD);
		}
		LoginDecision decision = guess.compare(() -> this.policy.check(account.account()));
		if (decision != LoginDecision.CLOSED) {
			guess.right();
		}
		Refusals.requireAllowed(decision, () -> refused(guess, attempt, LoginFailed.Reason.ACCOUNT_CLOSED));
	}

	private OpenedSession replace(PreparedPassword prepared, PasswordChangeAttempt attempt, Instant readAt) {
		Occasion occasion = new Occasion(PasswordChanged.Way.CHANGE, attempt.sessionId(), attempt.device());
		if (!this.replacement.replace(prepared, occasion, () -> true)) {
			throw new CredentialChangedException();
		}
		AccountId owner = attempt.accountId();
		OpenedSession renewed = this.whitelist.renew(owner, attempt.sessionId(), PROVEN)
			.orElseThrow(PasswordChange::sessionEnded);
		// Fails here when the account cannot have a token at all.
		SessionTokens.grant(prepared.changed(), renewed.session(), readAt);
		return renewed;
	}

	private static AuthException refused(OpenGuess guess, PasswordChangeAttempt attempt, LoginFailed.Reason reason) {
		guess.failed(attempt.accountId(), reason);
		return Refusals.invalidCredentials();
	}

	private static AuthException sessionEnded() {
		return new AuthException(AuthErrorCode.INVALID_TOKEN, "The access token is not valid.");
	}

}
