package io.github.jwtauth.boot.ratelimit;

import java.time.Duration;

import io.github.jwtauth.protection.RateLimit;
import io.github.jwtauth.protection.RateLimitDecision;
import io.github.jwtauth.protection.RateLimiter;
import io.github.jwtauth.protection.RateLimiterContract;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryRateLimiterTests extends RateLimiterContract {

	private static final RateLimit LIMIT = new RateLimit("login-per-address", 25, Duration.ofHours(1));

	private final MemoryRateLimiter limiter = new MemoryRateLimiter(this.clock);

	@Override
	protected RateLimiter limiter() {
		return this.limiter;
	}

	@Test
	void keysAreBounded() {
		for (int i = 0; i < 200_000; i++) {
			this.limiter.consume(LIMIT, "key" + i);
		}
		assertThat(this.limiter.size()).isLessThanOrEqualTo(MemoryRateLimiter.MOST_KEYS + 256);
	}

	@Test
	void whoeverUsedUpABudgetIsNotForgottenInAFlood() {
		MemoryRateLimiter small = new MemoryRateLimiter(this.clock, 100);
		for (int i = 0; i < 25; i++) {
			small.consume(LIMIT, "attacker");
		}
		for (int i = 0; i < 10_000; i++) {
			small.consume(LIMIT, "key" + i);
		}
		assertThat(small.consume(LIMIT, "attacker").allowed()).isFalse();
	}

	@Test
	void newcomersInAFloodGetNoBudgetOfTheirOwn() { // not one each, and not none
													// for all
		MemoryRateLimiter small = new MemoryRateLimiter(this.clock, 100);
		long allowed = 0;
		for (int i = 0; i < 100_000; i++) {
			allowed += small.consume(LIMIT, "key" + i).allowed() ? 1 : 0;
		}
		assertThat(allowed).isEqualTo(100 + 256 * 25);
		assertThat(small.consume(new RateLimit("register-per-address", 5, Duration.ofHours(1)), "newcomer"))
			.isEqualTo(RateLimitDecision.allow());
	}

	@Test
	void afterAFloodEverybodyHasABudgetAgain() {
		MemoryRateLimiter small = new MemoryRateLimiter(this.clock, 100);
		for (int i = 0; i < 10_000; i++) {
			small.consume(LIMIT, "key" + i);
		}
		this.clock.advance(Duration.ofHours(1).plusSeconds(1));
		for (int i = 0; i < 25; i++) {
			assertThat(small.consume(LIMIT, "newcomer").allowed()).isTrue();
		}
		assertThat(small.consume(LIMIT, "newcomer").allowed()).isFalse();
		assertThat(small.size()).isOne();
	}

	@Test
	void aBudgetThatWasGivenBackTakesNoMemory() {
		this.limiter.consume(LIMIT, "key");
		assertThat(this.limiter.size()).isOne();
		this.limiter.giveBack(LIMIT, "key");
		assertThat(this.limiter.size()).isZero();
	}

	@Test
	void aBudgetIsNotForgottenBeforeItIsFull() {
		for (int i = 0; i < 25; i++) {
			this.limiter.consume(LIMIT, "key");
		}
		this.clock.advance(Duration.ofMinutes(58));
		int allowed = 0;
		while (this.limiter.consume(LIMIT, "key").allowed()) {
			allowed++;
		}
		assertThat(allowed).isEqualTo(24);
	}

}
