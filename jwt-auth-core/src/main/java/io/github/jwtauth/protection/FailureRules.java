package io.github.jwtauth.protection;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * When a count of failures blocks, and for how long.
 *
 * @param limit guesses before the first block
 * @param window in which they must fall to be counted together
 * @param firstBlock how long the first block is; each further guess doubles it
 * @param longestBlock how long it is at most
 * @param forgottenAfter how long after a block all begins anew
 * @param stop so many guesses without a success are as many as anybody may have
 * @param stopBlock how long each further one is blocked then, or {@code null} for good
 */
record FailureRules(int limit, Duration window, Duration firstBlock, Duration longestBlock, Duration forgottenAfter,
		int stop, @Nullable Duration stopBlock) {

	/** NIST SP 800-63B, 3.2.2: no more consecutive failures than that. */
	static final int NIST_LIMIT = 100;

	private static final Duration SOFT_DELAY = Duration.ofSeconds(30);

	private static final Duration DAY = Duration.ofDays(1);

	private static final FailureRules ONCE_A_DAY = new FailureRules(1, DAY, DAY, DAY, Duration.ZERO, Integer.MAX_VALUE,
			null);

	static FailureRules of(LockoutSettings settings) {
		return (settings.mode() == LockoutMode.HARD)
				? new FailureRules(settings.failures(), DAY, settings.duration(), settings.duration(), Duration.ZERO,
						NIST_LIMIT, null)
				: new FailureRules(settings.failures(), settings.window(), SOFT_DELAY, settings.duration(),
						settings.duration(), NIST_LIMIT, null);
	}

	static FailureRules onceADay() {
		return ONCE_A_DAY;
	}

	@Nullable Instant block(int recent, int total, Instant now) {
		if (total >= this.stop) {
			return (this.stopBlock != null) ? now.plus(this.stopBlock) : LoginFailures.FOR_GOOD;
		}
		return (recent >= this.limit) ? now.plus(delay(recent - this.limit)) : null;
	}

	private Duration delay(int doublings) {
		Duration delay = this.firstBlock;
		for (int i = 0; i < doublings && delay.compareTo(this.longestBlock) < 0; i++) {
			delay = delay.multipliedBy(2);
		}
		return (delay.compareTo(this.longestBlock) < 0) ? delay : this.longestBlock;
	}

}
