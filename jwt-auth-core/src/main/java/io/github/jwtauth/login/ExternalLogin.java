package io.github.jwtauth.login;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Device;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.session.TokenPair;

/**
 * Opens a session for somebody who was authenticated elsewhere: by an identity provider,
 * a directory, a kiosk (decision 21). The same gate as a password login: policy,
 * credential version, session cap. The caller vouches for the identity. Call it outside
 * of a transaction. Safe for use by many threads.
 */
public final class ExternalLogin {

	private final AccountLookup accounts;

	private final LoginPolicy policy;

	private final FactorGate gate;

	private final SessionGrant grant;

	private final AuthEventPublisher events;

	private final Clock clock;

	public ExternalLogin(AccountLookup accounts, LoginPolicy policy, FactorGate gate, SessionGrant grant,
			AuthEventPublisher events, Clock clock) {
		this.accounts = accounts;
		this.policy = policy;
		this.gate = gate;
		this.grant = grant;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Opens a session. Nobody is told of a new device: whoever vouches for the owner
	 * knows the device as well, or may say so with {@link #open(ExternalAttempt)}.
	 * @param accountId who was authenticated
	 * @param amr how, in the words of RFC 8176, for example {@code fed} or {@code mfa};
	 * at least one
	 * @param device where from
	 * @param rememberMe whether the longer idle life applies
	 * @return both tokens of a new session
	 * @throws AuthException with {@link AuthErrorCode#INVALID_CREDENTIALS} when there is
	 * no such account or it is closed, with {@link AuthErrorCode#EMAIL_NOT_VERIFIED} or
	 * {@link AuthErrorCode#SESSION_LIMIT_REACHED}
	 * @throws MfaRequiredException when the account has a second factor and {@code amr}
	 * does not say {@code mfa}, {@link MfaEnrollmentRequiredException} when it needs one
	 */
	public TokenPair open(AccountId accountId, List<String> amr, Device device, boolean rememberMe) {
		if (amr.isEmpty()) {
			throw new IllegalArgumentException("a session says how its owner was authenticated");
		}
		Instant readAt = this.clock.instant();
		KnownAccount account = admitted(accountId, device);
		return grant(new FirstFactor(account, LoginTerms.unasked(amr, rememberMe), device, Optional.empty(),
				Optional.empty(), Optional.empty(), readAt, () -> true));
	}

	/**
	 * Opens a session for somebody who logs in here, in a browser or an application that
	 * may be recognised.
	 * @param attempt who was authenticated, and where
	 * @return both tokens of a new session
	 * @throws AuthException as {@link #open(AccountId, List, Device, boolean)}
	 */
	public TokenPair open(ExternalAttempt attempt) {
		Instant readAt = this.clock.instant();
		KnownAccount account = admitted(attempt.accountId(), attempt.device());
		return grant(new FirstFactor(account, LoginTerms.of(attempt), attempt.device(),
				Optional.ofNullable(attempt.deviceToken()), Optional.empty(),
				Optional.ofNullable(attempt.presentedRefreshToken()), readAt, () -> true));
	}

	private KnownAccount admitted(AccountId accountId, Device device) {
		KnownAccount account = this.accounts.byId(accountId)
			.orElseThrow(() -> refused(null, device, LoginFailed.Reason.UNKNOWN_ACCOUNT));
		return switch (this.policy.check(account.account())) {
			case EMAIL_NOT_VERIFIED -> {
				refused(accountId, device, LoginFailed.Reason.EMAIL_NOT_VERIFIED);
				throw Refusals.emailNotVerified();
			}
			case CLOSED -> throw refused(accountId, device, LoginFailed.Reason.ACCOUNT_CLOSED);
			case ALLOWED -> account;
		};
	}

	private TokenPair grant(FirstFactor first) {
		try {
			return this.grant.open(this.gate.pass(first));
		}
		catch (CredentialChangedException ex) {
			throw refused(first.account().id(), first.device(), LoginFailed.Reason.CREDENTIAL_CHANGED);
		}
	}

	private AuthException refused(@Nullable AccountId accountId, Device device, LoginFailed.Reason reason) {
		this.events.publish(new ExternalLoginRefused(this.clock.instant(), accountId, device, reason));
		return Refusals.invalidCredentials();
	}

}
