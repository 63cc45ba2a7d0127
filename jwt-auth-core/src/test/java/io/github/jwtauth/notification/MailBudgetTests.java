package io.github.jwtauth.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attacks of: somebody makes us flood a mailbox.
 */
class MailBudgetTests {

	private static final Instant NOON = Instant.parse("2030-03-01T12:00:00Z");

	@Test
	void theFirstMailIsSentAtOnceAndTheSecondAMinuteLater() {
		MailBudget first = MailBudget.unspent(NOON).spend(NOON).orElseThrow();
		assertThat(first.lastAt()).isEqualTo(NOON);
		Instant soon = NOON.plusSeconds(10);
		assertThat(first.spend(soon).orElseThrow().lastAt()).isEqualTo(NOON.plusSeconds(60));
	}

	@Test
	void fiveAnHourAndTenADay() {
		List<Instant> sent = new ArrayList<>();
		MailBudget budget = MailBudget.unspent(NOON);
		for (Instant now = NOON; now.isBefore(NOON.plus(Duration.ofHours(23))); now = now.plusSeconds(30)) {
			Optional<MailBudget> spent = budget.spend(now);
			if (spent.isPresent()) {
				budget = spent.get();
				sent.add(budget.lastAt());
			}
		}
		assertThat(sent).hasSize(10).doesNotHaveDuplicates();
		assertThat(sent).filteredOn((at) -> at.isBefore(NOON.plus(Duration.ofHours(1)))).hasSize(5);
		assertThat(budget.spend(NOON.plus(Duration.ofDays(1)))).isPresent();
	}

	@Test
	void aBurstDoesNotReachBeyondTheHour() {
		MailBudget budget = MailBudget.unspent(NOON);
		for (int i = 0; i < 5; i++) {
			budget = budget.spend(NOON).orElseThrow();
		}
		assertThat(budget.lastAt()).isEqualTo(NOON.plusSeconds(240));
		assertThat(budget.spend(NOON)).isEmpty();
	}

	@Test
	void aClockThatWasSetBackDoesNotCloseTheMailbox() {
		MailBudget budget = MailBudget.unspent(NOON).spend(NOON).orElseThrow();
		Instant yesterday = NOON.minus(Duration.ofDays(1));
		assertThat(budget.spend(yesterday).orElseThrow().lastAt()).isEqualTo(yesterday);
	}

}
