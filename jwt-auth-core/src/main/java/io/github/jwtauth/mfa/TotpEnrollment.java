package io.github.jwtauth.mfa;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Device;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.onetimetoken.OneTimeTokens;

/**
 * Owners switch their second factor on and off. The caller has made sure that they have
 * just proven who they are (requirement R-18). Call it outside of transactions. Safe for
 * use by many threads.
 */
public final class TotpEnrollment {

	private final AccountLookup lookup;

	private final SubjectStore subjects;

	private final MfaStore store;

	private final TotpFactors totp;

	private final RecoveryCodes recoveryCodes;

	private final FactorChecks checks;

	private final FactorReset reset;

	private final OneTimeTokens tokens;

	private final FactorNotices notices;

	private final MfaSettings settings;

	private final AuthEventPublisher events;

	private final Transactions transactions;

	private final RandomBytes random;

	private final Clock clock;

	public TotpEnrollment(AccountLookup lookup, SubjectStore subjects, MfaStore store, TotpFactors totp,
			RecoveryCodes recoveryCodes, FactorChecks checks, FactorReset reset, OneTimeTokens tokens,
			FactorNotices notices, MfaSettings settings, AuthEventPublisher events, Transactions transactions,
			RandomBytes random, Clock clock) {
		this.lookup = lookup;
		this.subjects = subjects;
		this.store = store;
		this.totp = totp;
		this.recoveryCodes = recoveryCodes;
		this.checks = checks;
		this.reset = reset;
		this.tokens = tokens;
		this.notices = notices;
		this.settings = settings;
		this.events = events;
		this.transactions = transactions;
		this.random = random;
		this.clock = clock;
	}

	/**
	 * Begins: a new seed waits for the first code of the app. One that waited before is
	 * void.
	 * @param id whose
	 * @return what the app needs, shown this once
	 * @throws AuthException with {@link AuthErrorCode#ALREADY_ENABLED} when there is an
	 * active factor, {@link AuthErrorCode#INVALID_TOKEN} when the account is gone
	 */
	public TotpSetup setup(AccountId id) {
		KnownAccount owner = owner(id);
		TotpSeed seed = TotpSeed.random(this.random);
		StoredTotp pending = this.totp.pending(id, this.random.nextUuid(), seed);
		boolean waits = this.transactions.join(() -> {
			requirePresent(id);
			return this.store.putPending(id, pending);
		});
		if (!waits) {
			throw new AuthException(AuthErrorCode.ALREADY_ENABLED, "There is a second factor already.");
		}
		Secret typed = seed.base32();
		return new TotpSetup(typed, OtpauthUri.of(this.settings.issuer(), owner, typed));
	}

	/**
	 * Completes: the first code of the app is right, and used up by that (requirement
	 * Logins under way come too late, and what was pending is void (requirement
	 * R-44); sessions go on.
	 * @param id whose
	 * @param code as typed
	 * @param device where from
	 * @param alsoInTransaction what else belongs to it, under the subject's lock; may be
	 * tried again; {@code false} undoes everything
	 * @return the recovery codes, shown this once
	 * @throws AuthException with {@link AuthErrorCode#INVALID_CONFIRMATION_CODE} when the
	 * code is wrong or nothing waits for one, {@link AuthErrorCode#INVALID_TOKEN} when
	 * the account is gone or {@code alsoInTransaction} says no
	 */
	public List<Secret> activate(AccountId id, Secret code, Device device, BooleanSupplier alsoInTransaction) {
		KnownAccount owner = owner(id);
		FactorMatch match = this.totp.matchPending(id, code).orElseThrow(TotpEnrollment::invalidCode);
		return this.transactions.join(() -> {
			requirePresent(id);
			if (!alsoInTransaction.getAsBoolean()) {
				throw invalidToken();
			}
			if (!match.consume()) {
				throw invalidCode();
			}
			this.subjects.voidLogins(id);
			this.tokens.credentialChanged(id);
			List<Secret> shown = this.recoveryCodes.replace(id);
			this.events.publish(new MfaEnabled(this.clock.instant(), id, device));
			this.notices.tell(NoticeKind.MFA_ENABLED, owner, device);
			return shown;
		});
	}

	/**
	 * Switches the factor off. A wrong answer counts like any other (requirement R-69).
	 * @param id whose
	 * @param response proves the factor this last time
	 * @param device where from
	 * @throws AuthException with {@link AuthErrorCode#NOT_ENABLED} when there is none,
	 * {@link AuthErrorCode#FORBIDDEN} when the account may not be without one,
	 * {@link AuthErrorCode#INVALID_CONFIRMATION_CODE} when the answer is wrong,
	 * {@link AuthErrorCode#TOO_MANY_ATTEMPTS} when nothing was compared
	 */
	public void deactivate(AccountId id, FactorResponse response, Device device) {
		KnownAccount owner = owner(id);
		requireEnabled(id);
		if (this.settings.isRequiredOf(owner.account())) {
			throw new AuthException(AuthErrorCode.FORBIDDEN, "This account needs its second factor.");
		}
		try {
			this.checks.judge(owner, response, device, () -> true, (match) -> drop(owner, response, match, device));
		}
		catch (AuthException ex) {
			throw (ex.code() == AuthErrorCode.INVALID_CODE) ? invalidCode() : ex;
		}
	}

	/**
	 * Draws new recovery codes; the old ones are void.
	 * @param id whose
	 * @param device where from
	 * @return the codes, shown this once
	 * @throws AuthException with {@link AuthErrorCode#NOT_ENABLED} when there is no
	 * factor that they could stand in for
	 */
	public List<Secret> replaceRecoveryCodes(AccountId id, Device device) {
		KnownAccount owner = owner(id);
		return this.transactions.join(() -> {
			this.subjects.lock(id);
			requireEnabled(id);
			List<Secret> shown = this.recoveryCodes.replace(id);
			this.events.publish(new RecoveryCodesReplaced(this.clock.instant(), id, device));
			this.notices.tell(NoticeKind.RECOVERY_CODES_REPLACED, owner, device);
			return shown;
		});
	}

	private Optional<Boolean> drop(KnownAccount owner, FactorResponse response, FactorMatch match, Device device) {
		return this.transactions.join(() -> {
			if (!this.subjects.lock(owner.id()) || !this.checks.consumeLast(owner, response, match, device)) {
				return Optional.empty();
			}
			this.reset.drop(owner, device);
			return Optional.of(true);
		});
	}

	private void requireEnabled(AccountId id) {
		if (this.store.findTotp(id).filter(StoredTotp::isActive).isEmpty()) {
			throw new AuthException(AuthErrorCode.NOT_ENABLED, "There is no second factor.");
		}
	}

	private KnownAccount owner(AccountId id) {
		return this.lookup.byId(id).orElseThrow(TotpEnrollment::invalidToken);
	}

	/** Under the lock: what is stored after an account went would never go. */
	private void requirePresent(AccountId id) {
		if (!this.subjects.lock(id) || this.lookup.byId(id).isEmpty()) {
			throw invalidToken();
		}
	}

	private static AuthException invalidToken() {
		return new AuthException(AuthErrorCode.INVALID_TOKEN, "The token is not valid.");
	}

	private static AuthException invalidCode() {
		return new AuthException(AuthErrorCode.INVALID_CONFIRMATION_CODE, "The code is not valid.");
	}

}
