package io.github.jwtauth.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.SubjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases the accounts whose time is up, each in a transaction of its own, and decided
 * under the subject's lock: a login may have called it off a moment ago. Two nodes that
 * do this at once do no harm. Safe for use by many threads.
 */
public final class DueDeletions {

	private static final Logger logger = LoggerFactory.getLogger(DueDeletions.class);

	/** So that accounts which cannot be erased do not keep the others waiting. */
	private static final Duration AGAIN_AFTER = Duration.ofHours(1);

	private final SubjectStore subjects;

	private final AccountErasure erasure;

	private final Transactions transactions;

	private final Clock clock;

	public DueDeletions(SubjectStore subjects, AccountErasure erasure, Transactions transactions, Clock clock) {
		this.subjects = subjects;
		this.erasure = erasure;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * Erases some. One that fails is told in the log and tried again in an hour.
	 * @param limit most accounts to look at
	 * @return how many were due; less than the limit when nothing is left to do
	 */
	public int eraseSome(int limit) {
		List<AccountId> due = this.subjects.findDueForDeletion(this.clock.instant(), limit);
		due.forEach(this::eraseSafely);
		return due.size();
	}

	private void eraseSafely(AccountId id) {
		try {
			this.transactions.alone(() -> erase(id));
		}
		catch (AuthException ex) {
			logger.warn("The deletion of account {} is due and refused ({}); it is tried again in an hour", id,
					ex.code().code());
			this.transactions.alone(() -> postpone(id));
		}
		catch (RuntimeException ex) {
			logger.error("The deletion of account {} is due and fails; it is tried again in an hour", id, ex);
			this.transactions.alone(() -> postpone(id));
		}
	}

	private boolean erase(AccountId id) {
		if (!isStillDue(id)) {
			return false;
		}
		this.erasure.erase(this.subjects.find(id).orElseThrow());
		return true;
	}

	private boolean postpone(AccountId id) {
		return isStillDue(id) && this.subjects.planDeletion(id, this.clock.instant().plus(AGAIN_AFTER));
	}

	private boolean isStillDue(AccountId id) {
		Instant now = this.clock.instant();
		return this.subjects.lock(id) && this.subjects.isDueForDeletion(id, now);
	}

}
