package io.github.jwtauth.boot.metrics;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.jwtauth.MovableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RememberedTests {

	private final MovableClock clock = MovableClock.atNoon();

	private final AtomicInteger asked = new AtomicInteger();

	private final Remembered<Integer> answers = new Remembered<>(this.asked::incrementAndGet, Duration.ofMinutes(1),
			this.clock);

	@Test
	void theDatabaseIsAskedOncePerMinuteHoweverOftenSomebodyScrapes() {
		assertThat(this.answers.get()).isEqualTo(1);
		this.clock.advance(Duration.ofMillis(59_999));
		assertThat(this.answers.get()).isEqualTo(1);
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.answers.get()).isEqualTo(2);
		this.clock.advance(Duration.ofHours(-1));
		assertThat(this.answers.get()).isEqualTo(3);
	}

	@Test
	void anOutageIsRememberedAsWell() {
		Remembered<Integer> failing = new Remembered<>(() -> {
			this.asked.incrementAndGet();
			throw new IllegalStateException("down");
		}, Duration.ofMinutes(1), this.clock);
		assertThat(failing.get()).isNull();
		assertThat(failing.get()).isNull();
		assertThat(this.asked).hasValue(1);
	}

}
