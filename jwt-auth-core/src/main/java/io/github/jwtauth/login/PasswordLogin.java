package io.github.jwtauth.login;

import java.time.Clock;
import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.LoginDecision;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.session.TokenPair;
import org.jspecify.annotations.Nullable;

/**
 * The walk of a login with a password: check whose it is, ask the policy, claim the
 * login, open a session, issue tokens. Unknown, wrong, locked and disabled are one answer
 * (requirement R-19). The check happens outside of any transaction; call it without one.
 * Safe for use by many threads.
 */
public final class PasswordLogin {

	private final PasswordCheck passwords;

	private final LoginPolicy policy;

	private final ForcedPasswordChange forcedChange;

	private final SessionGrant grant;

	private final AuthEventPublisher events;

	private final Clock clock;

	private final SecretKeys keys;

	public PasswordLogin(PasswordCheck passwords, LoginPolicy policy, ForcedPasswordChange forcedChange,
			SessionGrant grant, AuthEventPublisher events, Clock clock, SecretKeys keys) {
		this.passwords = passwords;
		this.policy = policy;
		this.forcedChange = forcedChange;
		this.grant = grant;
		this.events = events;
		this.clock = clock;
		this.keys = keys;
	}

	/**
	 * Logs in.
	 * @param attempt who, with what, from where
	 * @return both tokens of a new session
	 * @throws AuthException with {@link AuthErrorCode#INVALID_CREDENTIALS},
	 * {@link AuthErrorCode#EMAIL_NOT_VERIFIED} (right password only),
	 * {@link AuthErrorCode#SESSION_LIMIT_REACHED}, {@link AuthErrorCode#BUSY} or
	 * {@link AuthErrorCode#UNAVAILABLE}
	 * @throws PasswordChangeRequiredException when the password is right and another one
	 * has to be set first
	 */
	public TokenPair login(LoginAttempt attempt) {
		Instant readAt = this.clock.instant();
		PasswordVerdict verdict = this.passwords.check(attempt.identifier(), attempt.password());
		if (verdict instanceof PasswordVerdict.Wrong wrong) {
			throw refused(wrong.accountId(), attempt, wrong.reason());
		}
		PasswordVerdict.Right right = (PasswordVerdict.Right) verdict;
		KnownAccount account = right.account();
		LoginDecision decision = this.policy.check(account.account());
		if (decision != LoginDecision.ALLOWED) {
			throw refused(account.id(), attempt, reasonOf(decision));
		}
		this.forcedChange.require(account);
		try {
			return this.grant.open(Admission.of(account, attempt, right.upgradedHash(), readAt));
		}
		catch (CredentialChangedException ex) {
			throw refused(account.id(), attempt, LoginFailed.Reason.CREDENTIAL_CHANGED);
		}
	}

	private AuthException refused(@Nullable AccountId accountId, LoginAttempt attempt, LoginFailed.Reason reason) {
		// The same work for everybody; of whom there is an account, it is not told.
		String hash = IdentifierHash.of(attempt.identifier(), this.keys);
		this.events.publish(new LoginFailed(this.clock.instant(), accountId, attempt.device(), reason,
				(accountId == null) ? hash : null));
		return (reason == LoginFailed.Reason.EMAIL_NOT_VERIFIED) ? Refusals.emailNotVerified()
				: Refusals.invalidCredentials();
	}

	private static LoginFailed.Reason reasonOf(LoginDecision decision) {
		return (decision == LoginDecision.EMAIL_NOT_VERIFIED) ? LoginFailed.Reason.EMAIL_NOT_VERIFIED
				: LoginFailed.Reason.ACCOUNT_CLOSED;
	}

}
