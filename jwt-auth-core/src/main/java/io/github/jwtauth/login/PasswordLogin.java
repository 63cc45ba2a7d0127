package io.github.jwtauth.login;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.LoginDecision;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.login.FactorGate.Admission;
import io.github.jwtauth.session.TokenPair;
import org.jspecify.annotations.Nullable;

/**
 * The walk of a login with a password: check whose it is, ask the policy, claim the
 * login, open a session, issue tokens. Unknown, wrong, locked and disabled are one answer
 * (requirement R-19). The check happens outside of any transaction; call it without one.
 * Safe for use by many threads.
 */
public final class PasswordLogin {

	private final PasswordGuesses guesses;

	private final PasswordCheck passwords;

	private final LoginPolicy policy;

	private final FactorGate gate;

	private final ForcedPasswordChange forcedChange;

	private final SessionGrant grant;

	private final Clock clock;

	public PasswordLogin(PasswordGuesses guesses, PasswordCheck passwords, LoginPolicy policy, FactorGate gate,
			ForcedPasswordChange forcedChange, SessionGrant grant, Clock clock) {
		this.guesses = guesses;
		this.passwords = passwords;
		this.policy = policy;
		this.gate = gate;
		this.forcedChange = forcedChange;
		this.grant = grant;
		this.clock = clock;
	}

	/**
	 * Logs in.
	 * @param attempt who, with what, from where
	 * @return both tokens of a new session
	 * @throws AuthException with {@link AuthErrorCode#INVALID_CREDENTIALS},
	 * {@link AuthErrorCode#TOO_MANY_ATTEMPTS} (soft lockout),
	 * {@link AuthErrorCode#EMAIL_NOT_VERIFIED} (right password only),
	 * {@link AuthErrorCode#SESSION_LIMIT_REACHED}, {@link AuthErrorCode#BUSY} or
	 * {@link AuthErrorCode#UNAVAILABLE}
	 * @throws MfaRequiredException when the password is right and the account has a
	 * second factor, {@link MfaEnrollmentRequiredException} when it needs one
	 * @throws PasswordChangeRequiredException when the password is right and another one
	 * has to be set first
	 */
	public TokenPair login(LoginAttempt attempt) {
		OpenGuess guess = this.guesses.begin(attempt);
		Instant readAt = this.clock.instant();
		PasswordVerdict verdict = guess.compare(() -> this.passwords.check(attempt.identifier(), attempt.password()));
		if (verdict instanceof PasswordVerdict.Wrong wrong) {
			throw refused(guess, wrong.accountId(), wrong.reason());
		}
		PasswordVerdict.Right right = (PasswordVerdict.Right) verdict;
		KnownAccount account = right.account();
		LoginDecision decision = guess.compare(() -> this.policy.check(account.account()));
		// A closed account must look like a wrong password, also to whoever counts.
		if (decision != LoginDecision.CLOSED) {
			guess.right();
		}
		if (decision != LoginDecision.ALLOWED) {
			throw refused(guess, account.id(), reasonOf(decision));
		}
		try {
			Admission admission = this.gate.pass(firstFactor(right, attempt, readAt));
			this.forcedChange.require(account);
			return this.grant.open(admission);
		}
		catch (CredentialChangedException ex) {
			throw refused(guess, account.id(), LoginFailed.Reason.CREDENTIAL_CHANGED);
		}
	}

	private static FirstFactor firstFactor(PasswordVerdict.Right right, LoginAttempt attempt, Instant readAt) {
		return new FirstFactor(right.account(), LoginTerms.of(attempt), attempt.device(),
				Optional.ofNullable(attempt.deviceToken()), right.upgradedHash(),
				Optional.ofNullable(attempt.presentedRefreshToken()), readAt, () -> true);
	}

	private static AuthException refused(OpenGuess guess, @Nullable AccountId accountId, LoginFailed.Reason reason) {
		guess.failed(accountId, reason);
		return (reason == LoginFailed.Reason.EMAIL_NOT_VERIFIED) ? Refusals.emailNotVerified()
				: Refusals.invalidCredentials();
	}

	private static LoginFailed.Reason reasonOf(LoginDecision decision) {
		return (decision == LoginDecision.EMAIL_NOT_VERIFIED) ? LoginFailed.Reason.EMAIL_NOT_VERIFIED
				: LoginFailed.Reason.ACCOUNT_CLOSED;
	}

}
