package io.github.jwtauth.login;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.login.FactorGate.Admission;
import io.github.jwtauth.mfa.FactorChecks;
import io.github.jwtauth.mfa.FactorMatch;
import io.github.jwtauth.mfa.RememberedDevices;
import io.github.jwtauth.onetimetoken.OneTimeToken;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.OneTimeTokens;

/**
 * The second half of a login: a challenge and the second factor become the session that
 * the first half was for. The policy is asked again, the credential must be the one that
 * was proven (requirement R-15), and challenge, factor and session are one transaction
 * (requirements ). Call it outside of transactions. Safe for use by many
 * threads.
 */
public final class FactorLogin {

	/** How often one challenge may be answered (requirement R-69). */
	public static final int TRIES = 5;

	private final OneTimeTokens tokens;

	private final AccountLookup accounts;

	private final LoginPolicy policy;

	private final FactorChecks checks;

	private final FactorGate gate;

	private final ForcedPasswordChange forcedChange;

	private final SessionGrant grant;

	private final RememberedDevices remembered;

	private final DeviceTokens devices;

	private final Clock clock;

	/**
	 * Wires the walk.
	 * @param tokens the challenges
	 * @param accounts whose they are
	 * @param policy who may hold a session
	 * @param checks compares answers
	 * @param gate lets through
	 * @param forcedChange who has to set a new password first
	 * @param grant opens the session
	 * @param remembered which devices are not asked again
	 * @param devices what they are recognised by
	 * @param clock the present
	 */
	public FactorLogin(OneTimeTokens tokens, AccountLookup accounts, LoginPolicy policy, FactorChecks checks,
			FactorGate gate, ForcedPasswordChange forcedChange, SessionGrant grant, RememberedDevices remembered,
			DeviceTokens devices, Clock clock) {
		this.tokens = tokens;
		this.accounts = accounts;
		this.policy = policy;
		this.checks = checks;
		this.gate = gate;
		this.forcedChange = forcedChange;
		this.grant = grant;
		this.remembered = remembered;
		this.devices = devices;
		this.clock = clock;
	}

	/**
	 * Answers a challenge. A try is spent before anything is compared.
	 * @param attempt which challenge, and with what
	 * @return the session
	 * @throws AuthException with {@link AuthErrorCode#INVALID_CODE} when the answer is
	 * wrong or was used; with {@link AuthErrorCode#INVALID_TOKEN} when the challenge is
	 * unknown, used, expired, has no tries left, is overtaken by a change of a
	 * credential, or its account is closed: one answer; with
	 * {@link AuthErrorCode#TOO_MANY_ATTEMPTS} when the account has to wait and nothing
	 * was compared; with {@link AuthErrorCode#EMAIL_NOT_VERIFIED} or
	 * {@link AuthErrorCode#SESSION_LIMIT_REACHED}
	 * @throws PasswordChangeRequiredException when everything is right and a new password
	 * has to be set first; challenge and answer are used up
	 */
	public FactorLoggedIn verify(FactorAttempt attempt) {
		FirstFactor first = read(attempt, this.clock.instant());
		spendTry(attempt, first.account());
		boolean known = first.terms().device() == LoginTerms.Recognition.KNOWN;
		try {
			Outcome outcome = this.checks.judge(first.account(), attempt.response(), first.device(),
					() -> known || !isOpen(attempt.challenge()), (match) -> complete(first, attempt, match));
			if (outcome instanceof ChangeFirst change) {
				throw new PasswordChangeRequiredException(change.token());
			}
			return ((Opened) outcome).session();
		}
		catch (CredentialChangedException ex) {
			throw invalid();
		}
	}

	private FirstFactor read(FactorAttempt attempt, Instant readAt) {
		OneTimeToken challenge = this.tokens.find(OneTimeTokenPurpose.MFA_CHALLENGE, attempt.challenge(), null)
			.orElseThrow(FactorLogin::invalid);
		LoginTerms terms = LoginTerms.read(challenge.payload());
		KnownAccount account = this.accounts.byId(challenge.accountId())
			.filter((known) -> known.subject().credentialVersion() == challenge.credentialVersion())
			.filter((known) -> terms.link() == null || terms.link().fits(known.account()))
			.orElseThrow(FactorLogin::invalid);
		Refusals.requireAllowed(this.policy.check(account.account()), FactorLogin::invalid);
		return new FirstFactor(account, terms,
				(terms.deviceName() != null) ? attempt.device().named(terms.deviceName()) : attempt.device(),
				Optional.empty(), Optional.empty(), Optional.ofNullable(attempt.presentedRefreshToken()), readAt,
				() -> this.tokens.consume(OneTimeTokenPurpose.MFA_CHALLENGE, attempt.challenge(), null));
	}

	private void spendTry(FactorAttempt attempt, KnownAccount account) {
		if (!this.tokens.spendAttempt(OneTimeTokenPurpose.MFA_CHALLENGE, attempt.challenge(), TRIES)) {
			if (isOpen(attempt.challenge())) {
				this.checks.exhausted(account, attempt.device());
			}
			throw invalid();
		}
	}

	/** One that is gone was answered by somebody who could: by the same, most likely. */
	private boolean isOpen(Secret challenge) {
		return this.tokens.find(OneTimeTokenPurpose.MFA_CHALLENGE, challenge, null).isPresent();
	}

	/** Empty when somebody else has used the same answer: nothing has happened. */
	private Optional<Outcome> complete(FirstFactor first, FactorAttempt attempt, FactorMatch match) {
		Admission admission = this.gate.answered(first, attempt.response(), match);
		try {
			if (first.terms().byPassword() && this.forcedChange.isDemanded(first.account())) {
				return Optional
					.of(new ChangeFirst(this.grant.useUp(admission, () -> this.forcedChange.issue(first.account()))));
			}
			return Optional.of(new Opened(open(admission, attempt.rememberDevice())));
		}
		catch (FactorUsedException ex) {
			return Optional.empty();
		}
	}

	private FactorLoggedIn open(Admission admission, boolean rememberDevice) {
		KnownAccount account = admission.account();
		Optional<Secret> deviceToken = (rememberDevice && this.remembered.isOn())
				? Optional.of(this.devices.issue(account.subject())) : Optional.empty();
		return new FactorLoggedIn(
				this.grant.open(admission,
						() -> deviceToken.ifPresent(
								(token) -> this.remembered.remember(account.id(), token, admission.first().device()))),
				deviceToken, admission.first().terms().firstLogin());
	}

	private static AuthException invalid() {
		return new AuthException(AuthErrorCode.INVALID_TOKEN, "The token is not valid.");
	}

	private sealed interface Outcome {

	}

	private record Opened(FactorLoggedIn session) implements Outcome {

	}

	private record ChangeFirst(Secret token) implements Outcome {

	}

}
