package io.github.jwtauth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class InMemoryTransactionsTests {

	private final InMemoryTransactions transactions = new InMemoryTransactions();

	private final Map<String, Integer> table = this.transactions.table();

	@Test
	void failedTransactionIsUndoneAndRunsNothingAfterwards() {
		List<String> ran = new ArrayList<>();
		this.table.put("a", 1);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> this.transactions.alone(() -> {
			this.table.put("a", 2);
			this.table.put("b", 1);
			this.transactions.afterCommit(() -> ran.add("never"));
			throw new UnsupportedOperationException();
		}));
		assertThat(this.table).containsExactly(Map.entry("a", 1));
		assertThat(ran).isEmpty();
	}

	@Test
	void joinedWorkVanishesWithTheTransaction() {
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> this.transactions.alone(() -> {
			this.transactions.join(() -> this.table.put("a", 1));
			throw new UnsupportedOperationException();
		}));
		assertThat(this.table).isEmpty();
	}

	@Test
	void transactionOfItsOwnIsRefusedInsideAnother() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.transactions.join(() -> this.transactions.alone(() -> 1)));
	}

	@Test
	void actionsRunAfterTheCommitAndOutsideOfTheTransaction() {
		List<Boolean> running = new ArrayList<>();
		this.transactions.alone(() -> {
			this.transactions.afterCommit(() -> running.add(this.transactions.isRunning()));
			return running.add(this.transactions.isRunning());
		});
		this.transactions.afterCommit(() -> running.add(null));
		assertThat(running).containsExactly(true, false, null);
	}

	@Test
	void transactionsRunOneAtATime() {
		this.table.put("a", 0);
		TestRace.of(20, () -> this.transactions.alone(() -> this.table.merge("a", 1, Integer::sum)));
		assertThat(this.table).containsEntry("a", 20);
	}

	@Test
	void withoutTransactionsEverythingJustRuns() {
		List<String> ran = new ArrayList<>();
		Transactions.none().afterCommit(() -> ran.add("action"));
		assertThat(Transactions.none().alone(() -> Transactions.none().join(() -> ran.add("work")))).isTrue();
		assertThat(ran).containsExactly("action", "work");
	}

}
