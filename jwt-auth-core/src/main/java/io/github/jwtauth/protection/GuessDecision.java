package io.github.jwtauth.protection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a password may be compared.
 */
public sealed interface GuessDecision {

	/**
	 * It may. Exactly one of the methods is called, once, when the outcome is known; a
	 * place that is never answered for stays taken.
	 */
	non-sealed interface Admitted extends GuessDecision {

		/** The password was right: this budget is as new. */
		void right();

		/**
		 * It was wrong, and the place stays taken.
		 * @return until when this budget is closed, if it was this guess that closed it
		 */
		Optional<Instant> wrong();

		/** Nobody found out: the place is free again. */
		void undecided();

	}

	/**
	 * It may not.
	 *
	 * @param told whether the caller may be told; if not, the answer is that of a wrong
	 * password, after the same work (requirement R-28)
	 * @param retryAfter when to come back; positive
	 */
	record Refused(boolean told, Duration retryAfter) implements GuessDecision {

		public Refused {
			if (retryAfter.isZero() || retryAfter.isNegative()) {
				throw new IllegalArgumentException("whoever is refused is told when to come back");
			}
		}

	}

}
