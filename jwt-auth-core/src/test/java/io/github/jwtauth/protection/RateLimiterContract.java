package io.github.jwtauth.protection;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import io.github.jwtauth.MovableClock;
import io.github.jwtauth.TestRace;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link RateLimiter} promises, for every implementation that counts exactly: extend
 * it and answer {@link #limiter()}.
 */
public abstract class RateLimiterContract {

	private static final Duration HOUR = Duration.ofHours(1);

	/** Moved by the tests; the limiter under test goes by it. */
	protected final MovableClock clock = MovableClock.atNoon();

	private final RateLimit limit = new RateLimit("test-per-address", 5, HOUR);

	/** Others may use the same store. */
	private final String key = UUID.randomUUID().toString();

	/**
	 * The limiter under test, the same for a whole test.
	 * @return a limiter that goes by {@link #clock}
	 */
	protected abstract RateLimiter limiter();

	@Test
	void thereAreAsManyPermitsAsTheLimitSaysAndNoMore() {
		useUp(this.limit, this.key);

		assertThat(limiter().consume(this.limit, this.key).allowed()).isFalse();
	}

	@Test
	void whoeverIsRefusedIsLetInAtTheTimeThatWasToldAndNotBefore() {
		useUp(this.limit, this.key);
		Duration told = limiter().consume(this.limit, this.key).retryAfter();
		assertThat(told).isBetween(Duration.ofMinutes(11), Duration.ofMinutes(12));

		this.clock.advance(told.minusMillis(2));
		assertThat(limiter().consume(this.limit, this.key).allowed()).isFalse();
		this.clock.advance(Duration.ofMillis(3));
		assertThat(limiter().consume(this.limit, this.key).allowed()).isTrue();
	}

	@Test
	void whoeverKnocksAllTheTimeDoesNotWaitLonger() {
		useUp(this.limit, this.key);
		Duration told = limiter().consume(this.limit, this.key).retryAfter();
		for (int i = 0; i < 20; i++) {
			assertThat(limiter().consume(this.limit, this.key).retryAfter()).isEqualTo(told);
		}
	}

	@Test
	void permitsComeBackOneByOne() {
		useUp(this.limit, this.key);
		this.clock.advance(Duration.ofMinutes(25));

		assertThat(allowed(3)).containsExactly(true, true, false);
	}

	@Test
	void aLongPauseGivesNoMoreThanTheWholeBudget() {
		limiter().consume(this.limit, this.key);
		this.clock.advance(Duration.ofDays(3));

		assertThat(allowed(6)).containsExactly(true, true, true, true, true, false);
	}

	@Test
	void nobodyUsesUpTheBudgetOfAnother() {
		useUp(this.limit, this.key);

		assertThat(limiter().consume(this.limit, this.key + "0").allowed()).isTrue();
	}

	@Test
	void eachLimitHasABudgetOfItsOwn() {
		useUp(this.limit, this.key);

		assertThat(limiter().consume(new RateLimit("other-per-address", 5, HOUR), this.key).allowed()).isTrue();
		assertThat(limiter().consume(new RateLimit(this.limit.name(), 6, HOUR), this.key).allowed()).isTrue();
		assertThat(limiter().consume(new RateLimit(this.limit.name(), 5, Duration.ofMinutes(1)), this.key).allowed())
			.isTrue();
	}

	@Test
	void aPermitThatIsGivenBackCanBeTakenAgain() {
		useUp(this.limit, this.key);
		limiter().giveBack(this.limit, this.key);

		assertThat(allowed(2)).containsExactly(true, false);
	}

	@Test
	void givingBackMakesNoBudgetLarger() {
		for (int i = 0; i < 10; i++) {
			limiter().giveBack(this.limit, this.key);
		}
		assertThat(allowed(6)).containsExactly(true, true, true, true, true, false);
	}

	@Test
	void takingAndGivingBackForeverCostsNothing() {
		for (int i = 0; i < 50; i++) {
			assertThat(limiter().consume(this.limit, this.key).allowed()).isTrue();
			limiter().giveBack(this.limit, this.key);
		}
		assertThat(allowed(6)).containsExactly(true, true, true, true, true, false);
	}

	@Test
	void fiftyAtOnceGetNoMoreThanThereIs() {
		List<RateLimitDecision> decisions = TestRace.of(50, () -> limiter().consume(this.limit, this.key));

		assertThat(decisions).filteredOn(RateLimitDecision::allowed).hasSize(5);
	}

	@Test
	void anyTextIsAKey() {
		String half = "x".repeat(5000) + this.key;
		for (String odd : List.of(this.key + "\n", this.key + "\u0000", this.key + "ö😀", half, half + "1")) {
			useUp(this.limit, odd);
			assertThat(limiter().consume(this.limit, odd).allowed()).isFalse();
		}
	}

	@Test
	void theSmallestLimitIsOne() {
		RateLimit one = new RateLimit("one-per-session", 1, Duration.ofSeconds(1));
		useUp(one, this.key);
		assertThat(limiter().consume(one, this.key).allowed()).isFalse();
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(limiter().consume(one, this.key).allowed()).isTrue();
	}

	private void useUp(RateLimit what, String whose) {
		for (int i = 0; i < what.permits(); i++) {
			assertThat(limiter().consume(what, whose)).isEqualTo(RateLimitDecision.allow());
		}
	}

	private List<Boolean> allowed(int times) {
		return IntStream.range(0, times).mapToObj((i) -> limiter().consume(this.limit, this.key).allowed()).toList();
	}

}
