package io.github.jwtauth.mfa;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Device;
import io.github.jwtauth.protection.EventThrottle;
import io.github.jwtauth.protection.FactorBudget;
import io.github.jwtauth.protection.GuessDecision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where every way through a second factor asks before it compares an answer (requirements
 * a place of the account's budget is taken first, then the answer is
 * compared, and what fits is used up together with its effect. Call it outside of
 * transactions. Safe for use by many threads.
 */
public final class FactorGuesses {

	private static final Logger log = LoggerFactory.getLogger(FactorGuesses.class);

	private final EventThrottle refusals = new EventThrottle();

	private final FactorBudget budget;

	private final SecondFactors factors;

	private final AuthEventPublisher events;

	private final Clock clock;

	public FactorGuesses(FactorBudget budget, SecondFactors factors, AuthEventPublisher events, Clock clock) {
		this.budget = budget;
		this.factors = factors;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Judges an answer.
	 * @param <T> what follows from a right one
	 * @param accountId whose factor
	 * @param response what was answered
	 * @param device where from
	 * @param effect runs the transaction of what follows, which uses the match up; empty
	 * when somebody else was faster and nothing has happened
	 * @return what follows
	 * @throws AuthException with {@link AuthErrorCode#INVALID_CODE} when it is wrong or
	 * was used, {@link AuthErrorCode#TOO_MANY_ATTEMPTS} when nothing was compared
	 */
	public <T> T judge(AccountId accountId, FactorResponse response, Device device,
			Function<FactorMatch, Optional<T>> effect) {
		GuessDecision decision = this.budget.admit(accountId);
		if (decision instanceof GuessDecision.Refused refused) {
			tellRefused(accountId, device);
			throw tooManyAttempts(refused.retryAfter());
		}
		GuessDecision.Admitted place = (GuessDecision.Admitted) decision;
		Optional<T> outcome = attempt(place, () -> this.factors.match(accountId, response).flatMap(effect));
		if (outcome.isEmpty()) {
			place.wrong();
			this.events.publish(new MfaFailed(this.clock.instant(), accountId, device, false));
			throw new AuthException(AuthErrorCode.INVALID_CODE, "The code is not valid.");
		}
		forgive(place, accountId);
		return outcome.get();
	}

	/** From one address about one account once a minute, as for passwords. */
	private void tellRefused(AccountId accountId, Device device) {
		Instant now = this.clock.instant();
		if (this.refusals.admits(now, device.ipAddress() + ' ' + accountId)) {
			this.events.publish(new MfaFailed(now, accountId, device, true));
		}
	}

	/** What has followed is committed: whoever it was for must hear of it. */
	private static void forgive(GuessDecision.Admitted place, AccountId accountId) {
		try {
			place.right();
		}
		catch (RuntimeException ex) {
			log.warn("The failed codes of account {} could not be forgiven after a right one; they count on.",
					accountId, ex);
		}
	}

	/** What ends with an exception was no guess: its place is given back. */
	private static <T> T attempt(GuessDecision.Admitted place, Supplier<T> guess) {
		try {
			return guess.get();
		}
		catch (RuntimeException | Error ex) {
			try {
				place.undecided();
			}
			catch (RuntimeException unreachable) {
				ex.addSuppressed(unreachable);
			}
			throw ex;
		}
	}

	private static AuthException tooManyAttempts(Duration retryAfter) {
		return new AuthException(AuthErrorCode.TOO_MANY_ATTEMPTS, "Too many attempts. Please try again later.",
				retryAfter, null);
	}

}
