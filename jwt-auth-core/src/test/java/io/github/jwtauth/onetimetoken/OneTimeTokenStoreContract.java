package io.github.jwtauth.onetimetoken;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.onetimetoken.OneTimeTokenStore.Ticket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What {@link OneTimeTokenStore} promises, for every implementation: extend it, answer
 * {@link #store()} and run transactions.
 */
public abstract class OneTimeTokenStoreContract {

	private final RandomBytes random = RandomBytes.secure();

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private final AccountId owner = new AccountId(UUID.randomUUID());

	/**
	 * The store under test.
	 * @return the same one whenever it is asked during a test
	 */
	protected abstract OneTimeTokenStore store();

	/**
	 * Runs calls of the store in one READ COMMITTED transaction, as
	 * {@code Transactions.alone} does; from many threads at once.
	 * @param <T> what the work returns
	 * @param work calls of the store
	 * @return what the work returned, after the commit
	 */
	protected abstract <T> T inTransaction(Supplier<? extends T> work);

	@Test
	void tokenIsFoundAsItWasIssued() {
		OneTimeToken token = token("address=ada%40example.com");
		Ticket ticket = insert(token, null);
		assertThat(find(ticket)).contains(token);
		assertThat(find(ticket)).contains(token);
		Ticket bare = insert(token(null), null);
		assertThat(find(bare)).contains(token(null));
	}

	@Test
	void longestPayloadFits() {
		OneTimeToken token = token("x".repeat(OneTimeToken.PAYLOAD_CHARS));
		assertThat(find(insert(token, null))).contains(token);
	}

	@Test
	void tokenIsConsumedOnce() {
		Ticket ticket = insert(token("first"), null);
		assertThat(consume(ticket)).isTrue();
		assertThat(consume(ticket)).isFalse();
		assertThat(find(ticket)).isEmpty();
	}

	@Test
	void codeUsesUpTheToken() {
		Ticket ticket = insertPending();
		TokenHash code = code(3);
		assertThat(pending()).hasValueSatisfying((pending) -> assertThat(pending.code()).isEqualTo(code));
		assertThat(consumeByCode(hash())).isFalse();
		assertThat(consumeByCode(code)).isTrue();
		assertThat(consumeByCode(code)).isFalse();
		assertThat(consume(ticket)).isFalse();
		assertThat(pending()).isEmpty();
	}

	@Test
	void tokenUsesUpTheCode() {
		Ticket ticket = insertPending();
		TokenHash code = code(3);
		assertThat(consume(ticket)).isTrue();
		assertThat(consumeByCode(code)).isFalse();
		assertThat(spend()).isFalse();
	}

	@Test
	void thereAreNoMoreAttemptsThanThereWere() {
		assertThat(spend()).isFalse();
		Ticket ticket = insertPending();
		assertThat(pending()).hasValueSatisfying((pending) -> assertThat(pending.code()).isNull());
		assertThat(spend()).isFalse();
		TokenHash code = code(5);
		assertThat(TestRace.of(20, this::spend)).filteredOn(Boolean::booleanValue).hasSize(5);
		assertThat(spend()).isFalse();
		assertThat(find(ticket)).isPresent();
		assertThat(consumeByCode(code)).isTrue();
	}

	private Ticket insertPending() {
		OneTimeToken token = new OneTimeToken(OneTimeTokenPurpose.EMAIL_VERIFICATION, this.owner, 7, null,
				this.now.plusSeconds(60));
		TokenHash hash = hash();
		inTransaction(() -> {
			store().insert(hash, null, token);
			return true;
		});
		return new Ticket(hash, OneTimeTokenPurpose.EMAIL_VERIFICATION, null);
	}

	private TokenHash code(int attempts) {
		TokenHash code = hash();
		inTransaction(() -> {
			store().setCode(this.owner, OneTimeTokenPurpose.EMAIL_VERIFICATION, code, attempts);
			return true;
		});
		return code;
	}

	private Optional<OneTimeTokenStore.Pending> pending() {
		return store().findPending(this.owner, OneTimeTokenPurpose.EMAIL_VERIFICATION, this.now);
	}

	private boolean spend() {
		return inTransaction(() -> store().spendAttempt(this.owner, OneTimeTokenPurpose.EMAIL_VERIFICATION, this.now));
	}

	private boolean consumeByCode(TokenHash code) {
		return inTransaction(
				() -> store().consumeByCode(this.owner, OneTimeTokenPurpose.EMAIL_VERIFICATION, code, this.now));
	}

	@Test
	void attemptsOfATokenAreCountedDown() {
		Ticket ticket = insert(token(null), null);
		Instant end = token(null).expiresAt();
		assertThat(attempt(ticket, this.now)).isTrue();
		assertThat(attempt(ticket, end)).isFalse();
		assertThat(attempt(ticket, this.now)).isTrue();
		assertThat(attempt(ticket, this.now)).isFalse();
		assertThat(find(ticket)).isPresent();
		assertThat(attempt(new Ticket(hash(), ticket.purpose(), null), this.now)).isFalse();
	}

	private boolean attempt(Ticket ticket, Instant at) {
		return inTransaction(() -> store().spendAttempt(ticket, 2, at));
	}

	@Test
	void unknownTokenIsNotConsumed() {
		Ticket ticket = new Ticket(hash(), OneTimeTokenPurpose.EXCHANGE, null);
		assertThat(find(ticket)).isEmpty();
		assertThat(consume(ticket)).isFalse();
	}

	@Test
	void tokenIsGoodUntilTheInstantOfItsEnd() {
		OneTimeToken token = token(null);
		Ticket ticket = insert(token, null);
		Instant end = token.expiresAt();
		assertThat(inTransaction(() -> store().find(ticket, end))).isEmpty();
		assertThat(inTransaction(() -> store().consume(ticket, end))).isFalse();
		assertThat(inTransaction(() -> store().consume(ticket, end.minusSeconds(1)))).isTrue();
	}

	@Test
	void boundTokenIsWorthlessInAnotherBrowserAndStays() { // decision 10
		TokenHash browser = hash();
		Ticket own = insert(token(null), browser);
		Ticket strangers = new Ticket(own.hash(), own.purpose(), hash());
		Ticket bare = new Ticket(own.hash(), own.purpose(), null);
		assertThat(find(strangers)).isEmpty();
		assertThat(consume(strangers)).isFalse();
		assertThat(find(bare)).isEmpty();
		assertThat(consume(bare)).isFalse();
		assertThat(consume(own)).isTrue();
	}

	@Test
	void unboundTokenIsGoodInAnyBrowser() {
		Ticket ticket = insert(token(null), null);
		assertThat(consume(new Ticket(ticket.hash(), ticket.purpose(), hash()))).isTrue();
	}

	@Test
	void oneOfManyConsumersWins() {
		for (int round = 0; round < 5; round++) {
			Ticket ticket = insert(token(null), hash());
			assertThat(TestRace.of(20, () -> consume(ticket))).containsOnlyOnce(true);
		}
	}

	@Test
	void consumptionIsUndoneWithItsTransaction() {
		Ticket ticket = insert(token(null), null);
		assertThatIllegalStateException().isThrownBy(() -> inTransaction(() -> {
			assertThat(store().consume(ticket, this.now)).isTrue();
			throw new IllegalStateException("the effect did not happen");
		}));
		assertThat(consume(ticket)).isTrue();
	}

	@Test
	void allOfOneAccountAndPurposeAreVoided() {
		Ticket one = insert(token(null), null);
		Ticket two = insert(token(null), hash());
		Ticket somebodyElses = insert(new OneTimeToken(OneTimeTokenPurpose.EXCHANGE, new AccountId(UUID.randomUUID()),
				0, null, this.now.plusSeconds(60)), null);
		assertThat(inTransaction(() -> store().removeAll(this.owner, OneTimeTokenPurpose.EXCHANGE))).isEqualTo(2);
		assertThat(consume(one)).isFalse();
		assertThat(consume(two)).isFalse();
		assertThat(consume(somebodyElses)).isTrue();
	}

	@Test
	void severalPurposesOfOneAccountAreVoidedAtOnce() {
		Ticket reset = insert(token(OneTimeTokenPurpose.PASSWORD_RESET, this.owner), null);
		Ticket verification = insert(token(OneTimeTokenPurpose.EMAIL_VERIFICATION, this.owner), null);
		Ticket undo = insert(token(OneTimeTokenPurpose.EMAIL_CHANGE_UNDO, this.owner), null);
		Ticket others = insert(token(OneTimeTokenPurpose.PASSWORD_RESET, new AccountId(UUID.randomUUID())), null);
		Set<OneTimeTokenPurpose> purposes = OneTimeTokenPurpose.voidAfterCredentialChange();
		assertThat(inTransaction(() -> store().removeAll(this.owner, purposes))).isEqualTo(2);
		assertThat(inTransaction(() -> store().removeAll(this.owner, purposes))).isZero();
		assertThat(consume(reset)).isFalse();
		assertThat(consume(verification)).isFalse();
		assertThat(consume(undo)).isTrue();
		assertThat(consume(others)).isTrue();
	}

	@Test
	void thoseThatExpireLaterAreVoided() {
		Ticket older = insert(expiring(OneTimeTokenPurpose.EXCHANGE, 59), null);
		Ticket newer = insert(expiring(OneTimeTokenPurpose.EXCHANGE, 61), null);
		Ticket same = insert(expiring(OneTimeTokenPurpose.EXCHANGE, 60), null);
		Ticket other = insert(expiring(OneTimeTokenPurpose.NOT_ME, 61), null);
		assertThat(inTransaction(
				() -> store().removeExpiringFrom(this.owner, OneTimeTokenPurpose.EXCHANGE, this.now.plusSeconds(60))))
			.isEqualTo(2);
		assertThat(consume(newer)).isFalse();
		assertThat(consume(same)).isFalse();
		assertThat(consume(older)).isTrue();
		assertThat(consume(other)).isTrue();
	}

	@Test
	void purgeTakesWhatHasExpiredAFewAtATime() {
		inTransaction(() -> store().purge(Instant.now().plusSeconds(3600), 10_000));
		for (int i = 0; i < 3; i++) {
			insert(token(null), null);
		}
		Ticket good = insert(
				new OneTimeToken(OneTimeTokenPurpose.EXCHANGE, this.owner, 0, null, this.now.plusSeconds(120)), null);
		Instant later = this.now.plusSeconds(60);
		assertThat(inTransaction(() -> store().purge(later, 2))).isEqualTo(2);
		assertThat(inTransaction(() -> store().purge(later, 2))).isEqualTo(1);
		assertThat(inTransaction(() -> store().purge(later, 2))).isZero();
		assertThat(consume(good)).isTrue();
	}

	private OneTimeToken expiring(OneTimeTokenPurpose purpose, long seconds) {
		return new OneTimeToken(purpose, this.owner, 7, null, this.now.plusSeconds(seconds));
	}

	private OneTimeToken token(@Nullable String payload) {
		return new OneTimeToken(OneTimeTokenPurpose.EXCHANGE, this.owner, 7, payload, this.now.plusSeconds(60));
	}

	private OneTimeToken token(OneTimeTokenPurpose purpose, AccountId account) {
		return new OneTimeToken(purpose, account, 0, null, this.now.plusSeconds(60));
	}

	private Ticket insert(OneTimeToken token, @Nullable TokenHash browser) {
		Ticket ticket = new Ticket(hash(), token.purpose(), browser);
		inTransaction(() -> {
			store().insert(ticket.hash(), browser, token);
			return true;
		});
		return ticket;
	}

	private Optional<OneTimeToken> find(Ticket ticket) {
		return inTransaction(() -> store().find(ticket, this.now));
	}

	private boolean consume(Ticket ticket) {
		return inTransaction(() -> store().consume(ticket, this.now));
	}

	private TokenHash hash() {
		return new TokenHash(this.random.next(32));
	}

}
