package io.github.jwtauth.login;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Device;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.LoginDecision;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.password.PasswordMatch;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.session.TokenPair;
import org.jspecify.annotations.Nullable;

/**
 * The walk of a login with a password: find the account, compare (the same work whether
 * or not there is one), ask the policy, claim the login, open a session, issue tokens.
 * Unknown, wrong, locked and disabled are one answer (requirement R-19). Hashing happens
 * outside of any transaction; call it without one. Safe for use by many threads.
 */
public final class PasswordLogin {

	private final AccountLookup accounts;

	private final Passwords passwords;

	private final LoginPolicy policy;

	private final SessionGrant grant;

	private final AuthEventPublisher events;

	private final Clock clock;

	public PasswordLogin(AccountLookup accounts, Passwords passwords, LoginPolicy policy, SessionGrant grant,
			AuthEventPublisher events, Clock clock) {
		this.accounts = accounts;
		this.passwords = passwords;
		this.policy = policy;
		this.grant = grant;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Logs in.
	 * @param attempt who, with what, from where
	 * @return both tokens of a new session
	 * @throws AuthException with {@link AuthErrorCode#INVALID_CREDENTIALS},
	 * {@link AuthErrorCode#EMAIL_NOT_VERIFIED} (right password only),
	 * {@link AuthErrorCode#SESSION_LIMIT_REACHED} or {@link AuthErrorCode#BUSY}
	 */
	public TokenPair login(LoginAttempt attempt) {
		this.passwords.requireRoom();
		Instant readAt = this.clock.instant();
		Optional<KnownAccount> found = this.accounts.byIdentifier(attempt.identifier());
		Secret hash = found.map((known) -> known.account().passwordHash()).orElse(null);
		PasswordMatch match = this.passwords.authenticate(attempt.password(), hash);
		if (found.isEmpty()) {
			throw refused(null, attempt.device(), LoginFailed.Reason.UNKNOWN_ACCOUNT);
		}
		KnownAccount account = found.get();
		if (!match.matches()) {
			throw refused(account, attempt.device(), LoginFailed.Reason.WRONG_PASSWORD);
		}
		LoginDecision decision = this.policy.check(account.account());
		if (decision != LoginDecision.ALLOWED) {
			throw refused(account, attempt.device(), reasonOf(decision));
		}
		try {
			return this.grant.open(Admission.of(account, attempt, match.upgradedHash(), readAt));
		}
		catch (CredentialChangedException ex) {
			throw refused(account, attempt.device(), LoginFailed.Reason.CREDENTIAL_CHANGED);
		}
	}

	private AuthException refused(@Nullable KnownAccount account, Device device, LoginFailed.Reason reason) {
		this.events
			.publish(new LoginFailed(this.clock.instant(), (account != null) ? account.id() : null, device, reason));
		return (reason == LoginFailed.Reason.EMAIL_NOT_VERIFIED) ? Refusals.emailNotVerified()
				: Refusals.invalidCredentials();
	}

	private static LoginFailed.Reason reasonOf(LoginDecision decision) {
		return (decision == LoginDecision.EMAIL_NOT_VERIFIED) ? LoginFailed.Reason.EMAIL_NOT_VERIFIED
				: LoginFailed.Reason.ACCOUNT_CLOSED;
	}

}
