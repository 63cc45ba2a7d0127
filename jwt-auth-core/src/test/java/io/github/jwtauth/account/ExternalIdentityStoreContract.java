package io.github.jwtauth.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.TestRace;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link ExternalIdentityStore} promises, for every implementation: extend it,
 * answer {@link #store()} and run transactions.
 */
public abstract class ExternalIdentityStoreContract {

	private static final String PROVIDER = "https://accounts.example.com";

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private final ExternalIdentityKey key = new ExternalIdentityKey(PROVIDER, "Sub-" + UUID.randomUUID());

	/**
	 * The store under test.
	 * @return the same one whenever it is asked during a test
	 */
	protected abstract ExternalIdentityStore store();

	/**
	 * Runs calls of the store in one READ COMMITTED transaction, as
	 * {@code Transactions.alone} does; from many threads at once.
	 * @param <T> what the work returns
	 * @param work calls of the store
	 * @return what the work returned, after the commit
	 */
	protected abstract <T> T inTransaction(Supplier<? extends T> work);

	/**
	 * An account that links can lead to. Override it where a foreign key wants it to
	 * exist.
	 * @return another one each time
	 */
	protected AccountId newAccount() {
		return new AccountId(UUID.randomUUID());
	}

	@Test
	void linkedIdentityLeadsToItsAccount() {
		AccountId account = newAccount();
		assertThat(find(this.key)).isEmpty();
		assertThat(link(this.key, account)).isTrue();
		assertThat(find(this.key)).contains(account);
	}

	@Test
	void identityHasOneAccountAndTheFirstStays() {
		AccountId account = newAccount();
		link(this.key, account);
		assertThat(link(this.key, newAccount())).isFalse();
		assertThat(link(this.key, account)).isFalse();
		assertThat(find(this.key)).contains(account);
	}

	@Test
	void transactionGoesOnAfterALinkThatWasTaken() {
		AccountId account = newAccount();
		link(this.key, account);
		assertThat(inTransaction(() -> {
			store().linkIfAbsent(this.key, newAccount(), this.now);
			return store().findAccount(this.key);
		})).contains(account);
	}

	@Test
	void accountHasManyIdentities() {
		AccountId account = newAccount();
		ExternalIdentityKey other = new ExternalIdentityKey("github", this.key.subject());
		assertThat(link(this.key, account)).isTrue();
		assertThat(link(other, account)).isTrue();
		assertThat(find(other)).contains(account);
	}

	@Test
	void everyCharacterCounts() {
		AccountId account = newAccount();
		link(this.key, account);
		for (String other : new String[] { this.key.subject().toUpperCase(java.util.Locale.ROOT),
				this.key.subject() + " ", this.key.subject() + "0" }) {
			assertThat(find(new ExternalIdentityKey(PROVIDER, other))).as(other).isEmpty();
		}
		assertThat(find(new ExternalIdentityKey(PROVIDER + "/", this.key.subject()))).isEmpty();
		assertThat(link(new ExternalIdentityKey(PROVIDER, this.key.subject() + " "), newAccount())).isTrue();
	}

	@Test
	void longestNamesFit() {
		AccountId account = newAccount();
		String suffix = UUID.randomUUID().toString();
		ExternalIdentityKey longest = new ExternalIdentityKey("p".repeat(255), "s".repeat(219) + suffix);
		assertThat(link(longest, account)).isTrue();
		assertThat(find(longest)).contains(account);
	}

	@Test
	void linkIsTakenAwayByItsOwnerOnly() {
		AccountId account = newAccount();
		link(this.key, account);
		assertThat(unlink(newAccount())).isFalse();
		assertThat(find(this.key)).contains(account);
		assertThat(unlink(account)).isTrue();
		assertThat(unlink(account)).isFalse();
		assertThat(find(this.key)).isEmpty();
	}

	@Test
	void ownerSeesTheLinksInTheirOrder() {
		AccountId account = newAccount();
		ExternalIdentityKey later = new ExternalIdentityKey("a-provider", this.key.subject());
		inTransaction(() -> store().linkIfAbsent(later, account, this.now.plusSeconds(1)));
		link(this.key, account);
		link(new ExternalIdentityKey("github", this.key.subject()), newAccount());
		assertThat(inTransaction(() -> store().findAll(account))).containsExactly(this.key, later);
		assertThat(inTransaction(() -> store().findAll(newAccount()))).isEmpty();
	}

	@Test
	void allLinksOfOneAccountAreTakenAway() {
		AccountId account = newAccount();
		AccountId other = newAccount();
		ExternalIdentityKey others = new ExternalIdentityKey("github", this.key.subject());
		link(this.key, account);
		link(new ExternalIdentityKey("gitlab", this.key.subject()), account);
		link(others, other);
		assertThat(inTransaction(() -> store().unlinkAll(account))).isEqualTo(2);
		assertThat(inTransaction(() -> store().unlinkAll(account))).isZero();
		assertThat(inTransaction(() -> store().findAll(account))).isEmpty();
		assertThat(find(this.key)).isEmpty();
		assertThat(find(others)).contains(other);
		assertThat(link(this.key, other)).isTrue();
	}

	@Test
	void oneOfManyWins() {
		for (int round = 0; round < 5; round++) {
			ExternalIdentityKey contested = new ExternalIdentityKey(PROVIDER, UUID.randomUUID().toString());
			assertThat(TestRace.of(20, () -> link(contested, newAccount()))).containsOnlyOnce(true);
		}
	}

	private Optional<AccountId> find(ExternalIdentityKey identity) {
		return inTransaction(() -> store().findAccount(identity));
	}

	private boolean link(ExternalIdentityKey identity, AccountId account) {
		return inTransaction(() -> store().linkIfAbsent(identity, account, this.now));
	}

	private boolean unlink(AccountId account) {
		return inTransaction(() -> store().unlink(this.key, account));
	}

}
