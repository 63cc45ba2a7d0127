package io.github.jwtauth.mfa;

import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Device;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.protection.FactorBudget;

/**
 * Compares second factors, and tells owners what somebody else may be doing (requirements
 * whoever fails here knows the first factor. Safe for use by many threads.
 */
public final class FactorChecks {

	private final FactorGuesses guesses;

	private final FactorBudget budget;

	private final SecondFactors factors;

	private final OneTimeTokens tokens;

	private final FactorNotices notices;

	private final AuthEventPublisher events;

	private final Transactions transactions;

	private final Clock clock;

	/**
	 * Wires the checks.
	 * @param guesses compares
	 * @param budget knows who has failed too often, and who was told today
	 * @param factors knows how many recovery codes are left
	 * @param tokens the open challenges
	 * @param notices tells owners
	 * @param events hears of recovery codes
	 * @param transactions one for each notice
	 * @param clock the present
	 */
	public FactorChecks(FactorGuesses guesses, FactorBudget budget, SecondFactors factors, OneTimeTokens tokens,
			FactorNotices notices, AuthEventPublisher events, Transactions transactions, Clock clock) {
		this.guesses = guesses;
		this.budget = budget;
		this.factors = factors;
		this.tokens = tokens;
		this.notices = notices;
		this.events = events;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * Judges an answer. Call it outside of transactions.
	 * @param <T> what follows from a right one
	 * @param owner whose factor
	 * @param response what was answered
	 * @param device where from
	 * @param harmless asked when it is wrong: whether that need not worry the owner, who
	 * may mistype and press a button twice
	 * @param effect runs the transaction of what follows, see {@link FactorGuesses#judge}
	 * @return what follows
	 * @throws AuthException with {@link AuthErrorCode#INVALID_CODE} or
	 * {@link AuthErrorCode#TOO_MANY_ATTEMPTS}
	 */
	public <T> T judge(KnownAccount owner, FactorResponse response, Device device, BooleanSupplier harmless,
			Function<FactorMatch, Optional<T>> effect) {
		try {
			return this.guesses.judge(owner.id(), response, device, effect);
		}
		catch (AuthException ex) {
			if (ex.code() == AuthErrorCode.INVALID_CODE) {
				failed(owner, device, harmless);
			}
			throw ex;
		}
	}

	/**
	 * Uses an answer up, and tells the owner of a recovery code. Call it in the
	 * transaction of the effect, under the subject's lock.
	 * @param owner whose factor
	 * @param response what was answered
	 * @param match that it is right
	 * @param device where from
	 * @return whether this call used it up
	 */
	public boolean consume(KnownAccount owner, FactorResponse response, FactorMatch match, Device device) {
		boolean consumed = consumeLast(owner, response, match, device);
		if (consumed && response instanceof FactorResponse.RecoveryCode) {
			this.notices.recoveryCodeUsed(owner, device, this.factors.state(owner.id()).recoveryCodesLeft());
		}
		return consumed;
	}

	/**
	 * The same where the factor goes with it: the owner is told of that, and once.
	 * @param owner whose factor
	 * @param response what was answered
	 * @param match that it is right
	 * @param device where from
	 * @return whether this call used it up
	 */
	boolean consumeLast(KnownAccount owner, FactorResponse response, FactorMatch match, Device device) {
		boolean consumed = match.consume();
		if (consumed && response instanceof FactorResponse.RecoveryCode) {
			this.events.publish(new RecoveryCodeUsed(this.clock.instant(), owner.id(), device));
		}
		return consumed;
	}

	/**
	 * A challenge has no tries left. Call it outside of transactions.
	 * @param owner whose factor
	 * @param device where from
	 */
	public void exhausted(KnownAccount owner, Device device) {
		warn(owner, device);
	}

	/** Once the account has to wait, no challenge of it waits for the end of that. */
	private void failed(KnownAccount owner, Device device, BooleanSupplier harmless) {
		AccountId id = owner.id();
		boolean closed = this.budget.blockedUntil(id).isPresent();
		if (closed) {
			this.transactions.alone(() -> {
				this.tokens.voidAll(id, OneTimeTokenPurpose.MFA_CHALLENGE);
				return true;
			});
		}
		if (closed || !harmless.getAsBoolean()) {
			warn(owner, device);
		}
	}

	private void warn(KnownAccount owner, Device device) {
		if (this.budget.mayWarn(owner.id())) {
			this.transactions.alone(() -> {
				this.notices.tell(NoticeKind.MFA_FAILED, owner, device);
				return true;
			});
		}
	}

}
