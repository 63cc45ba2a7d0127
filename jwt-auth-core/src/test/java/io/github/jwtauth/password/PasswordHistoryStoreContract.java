package io.github.jwtauth.password;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link PasswordHistoryStore} promises, for every implementation: extend it, answer
 * {@link #store()} and run transactions.
 */
public abstract class PasswordHistoryStoreContract {

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private AccountId owner;

	/**
	 * The store under test.
	 * @return the same one whenever it is asked during a test
	 */
	protected abstract PasswordHistoryStore store();

	/**
	 * Runs calls of the store in one READ COMMITTED transaction, as
	 * {@code Transactions.alone} does.
	 * @param <T> what the work returns
	 * @param work calls of the store
	 * @return what the work returned, after the commit
	 */
	protected abstract <T> T inTransaction(Supplier<? extends T> work);

	/**
	 * An account that has passwords. Override it where a foreign key wants it to exist.
	 * @return another one each time
	 */
	protected AccountId newAccount() {
		return new AccountId(UUID.randomUUID());
	}

	@BeforeEach
	void makeAnOwner() {
		this.owner = newAccount();
	}

	@Test
	void newestIsFirst() {
		add(1, 5);
		add(2, 5);
		add(3, 5);
		assertThat(latest(5)).isEqualTo(hashes(3, 2, 1));
		assertThat(latest(2)).isEqualTo(hashes(3, 2));
		assertThat(inTransaction(() -> store().findLatest(newAccount(), 5))).isEmpty();
	}

	@Test
	void oldestIsForgottenWhenThereAreTooMany() {
		for (int i = 1; i <= 6; i++) {
			add(i, 3);
		}
		assertThat(latest(24)).isEqualTo(hashes(6, 5, 4));
		add(7, 1);
		assertThat(latest(24)).isEqualTo(hashes(7));
		add(8, 24);
		assertThat(latest(24)).isEqualTo(hashes(8, 7));
	}

	@Test
	void nothingIsKeptWhereNothingShallBe() {
		add(1, 5);
		add(2, 0);
		assertThat(latest(5)).isEmpty();
	}

	@Test
	void aLongHashFits() {
		Secret longest = Secret.of("{argon2id}" + "x".repeat(400));
		inTransaction(() -> {
			store().add(this.owner, longest, this.now, 5);
			return true;
		});
		assertThat(latest(5)).containsExactly(longest);
	}

	@Test
	void othersAreNotForgotten() {
		AccountId other = newAccount();
		inTransaction(() -> {
			store().add(other, hash(9), this.now, 5);
			return true;
		});
		add(1, 1);
		add(2, 1);
		assertThat(inTransaction(() -> store().findLatest(other, 5))).isEqualTo(hashes(9));
		assertThat(inTransaction(() -> store().removeAll(this.owner))).isOne();
		assertThat(inTransaction(() -> store().findLatest(other, 5))).isEqualTo(hashes(9));
	}

	@Test
	void removedHistoryIsGone() {
		add(1, 5);
		add(2, 5);
		assertThat(inTransaction(() -> store().removeAll(this.owner))).isEqualTo(2);
		assertThat(inTransaction(() -> store().removeAll(this.owner))).isZero();
		assertThat(latest(5)).isEmpty();
	}

	private void add(int number, int keep) {
		inTransaction(() -> {
			store().add(this.owner, hash(number), this.now.plusSeconds(number), keep);
			return true;
		});
	}

	private List<Secret> latest(int limit) {
		return inTransaction(() -> store().findLatest(this.owner, limit));
	}

	private static List<Secret> hashes(int... numbers) {
		return Arrays.stream(numbers).mapToObj(PasswordHistoryStoreContract::hash).toList();
	}

	private static Secret hash(int number) {
		return Secret.of("{bcrypt}hash-" + number);
	}

}
