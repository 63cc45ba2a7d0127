package io.github.jwtauth.protection;

import java.time.Duration;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.TestSecrets;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FactorBudgetStopTests {

	private final MovableClock clock = MovableClock.atNoon();

	private final FactorBudget budget = new FactorBudget(new InMemoryLoginFailureStore(new InMemoryTransactions()),
			TestSecrets.keys(), this.clock);

	private final AccountId account = AccountId.random(RandomBytes.secure());

	/** Whoever never gets above nine in a quarter of an hour could go on for ever. */
	@Test
	void afterAHundredFailuresThereIsOneGuessADay() { // R-69, NIST SP 800-63B 3.2.2
		for (int i = 0; i < 99; i++) {
			assertThat(failsAfter(Duration.ofMinutes(2))).isTrue();
		}
		assertThat(failsAfter(Duration.ofMinutes(2))).isTrue();
		assertThat(failsAfter(Duration.ofHours(23))).isFalse();
		assertThat(failsAfter(Duration.ofHours(1))).isTrue();
		assertThat(failsAfter(Duration.ofHours(23))).isFalse();
		this.clock.advance(Duration.ofHours(1));
		((GuessDecision.Admitted) this.budget.admit(this.account)).right();
		assertThat(failsAfter(Duration.ZERO)).isTrue();
		assertThat(failsAfter(Duration.ZERO)).isTrue();
	}

	private boolean failsAfter(Duration time) {
		this.clock.advance(time);
		if (this.budget.admit(this.account) instanceof GuessDecision.Admitted place) {
			place.wrong();
			return true;
		}
		return false;
	}

}
