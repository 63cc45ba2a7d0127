package io.github.jwtauth.mfa;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestEvents;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.TestSecrets;
import io.github.jwtauth.audit.AuditEventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which codes of an app are right, and how often (R-66, R-67, R-68, R-72, F-11).
 */
class TotpFactorsTests {

	private final InMemoryTransactions transactions = new InMemoryTransactions();

	private final MovableClock clock = MovableClock.atNoon();

	private final TestEvents events = new TestEvents(this.transactions);

	private final InMemoryMfaStore store = new InMemoryMfaStore(this.transactions);

	private final TotpFactors factors = new TotpFactors(this.store,
			new AtRestEncryption(TestSecrets.keys(), RandomBytes.secure()), this.events, this.clock);

	private final AccountId ada = new AccountId(UUID.randomUUID());

	private final TotpSeed seed = TotpSeed.random(RandomBytes.secure());

	@Test
	void sameCodeIsRightOnce() {
		activate(this.ada, this.seed);
		Secret code = code(0);
		assertThat(use(code)).isTrue();
		assertThat(use(code)).isFalse();
		this.clock.advance(Duration.ofSeconds(30));
		assertThat(use(code)).isFalse();
		assertThat(use(code(0))).isTrue();
	}

	@Test
	void ofManyWithTheSameCodeOneIsRight() {
		activate(this.ada, this.seed);
		Secret code = code(0);
		assertThat(TestRace.of(20, () -> use(code))).containsOnlyOnce(true).contains(false);
	}

	@Test
	void windowIsThePresentStepAndTheOneBefore() {
		activate(this.ada, this.seed);
		assertThat(match(code(-2))).isEmpty();
		assertThat(match(code(-1))).isPresent();
		assertThat(match(code(0))).isPresent();
		assertThat(match(code(1))).isEmpty();
	}

	@Test
	void codeBeforeOneThatWasUsedIsUsedUp() {
		activate(this.ada, this.seed);
		assertThat(use(code(0))).isTrue();
		assertThat(match(code(-1))).isEmpty();
	}

	@Test
	void clockThatJumpsBackBringsNoCodeBack() { // R-67, F-11
		activate(this.ada, this.seed);
		Secret used = code(0);
		assertThat(use(used)).isTrue();
		this.clock.advance(Duration.ofHours(-1));
		assertThat(match(used)).isEmpty();
		assertThat(match(code(0))).isEmpty();
		this.clock.advance(Duration.ofHours(1).plusSeconds(30));
		assertThat(match(used)).isEmpty();
		assertThat(use(code(0))).isTrue();
	}

	@Test
	void codeIsReadAsAppsShowIt() {
		activate(this.ada, this.seed);
		String code = code(0).reveal();
		assertThat(match(Secret.of(" " + code.substring(0, 3) + " " + code.substring(3) + "\t"))).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "12345", "1234567", "abcdef", "-12345", "\u0661\u0662\u0663\u0664\u0665\u0666",
			"000000000000000000000000" })
	void whatIsNoCodeIsWrong(String typed) {
		activate(this.ada, this.seed);
		assertThat(match(Secret.of(typed))).isEmpty();
	}

	@Test
	void digitsOfOtherScriptsAreNotTakenForOurs() {
		activate(this.ada, this.seed);
		String arabic = code(0).reveal()
			.chars()
			.map((digit) -> digit - '0' + '\u0660')
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
		assertThat(match(Secret.of(arabic))).isEmpty();
	}

	@Test
	void pendingAppIsNoFactor() {
		this.store.putPending(this.ada, this.factors.pending(this.ada, UUID.randomUUID(), this.seed));
		assertThat(match(code(0))).isEmpty();
		assertThat(this.factors.matchPending(this.ada, code(0))).isPresent();
	}

	@Test
	void matchOfAReplacedSeedUsesNothingUp() {
		UUID seedId = UUID.randomUUID();
		this.store.putPending(this.ada, this.factors.pending(this.ada, seedId, this.seed));
		FactorMatch match = this.factors.matchPending(this.ada, code(0)).orElseThrow();
		this.store.putPending(this.ada, this.factors.pending(this.ada, UUID.randomUUID(), this.seed));
		assertThat(match.consume()).isFalse();
	}

	@Test
	void swappedSeedsOpenNothingAndSomebodyLearnsOfIt() {
		AccountId eve = new AccountId(UUID.randomUUID());
		activate(this.ada, this.seed);
		activate(eve, TotpSeed.random(RandomBytes.secure()));
		byte[] moved = this.store.findTotp(this.ada).orElseThrow().box();
		put(eve, moved);
		assertThat(this.factors.match(eve, code(0))).isEmpty();
		assertThat(this.events.of(FactorUnreadable.class)).singleElement()
			.returns(eve, FactorUnreadable::accountId)
			.returns(AuditEventType.MFA_UNREADABLE, (event) -> event.audit().type());
		assertThat(match(code(0))).isPresent();
	}

	@Test
	void alteredSeedOpensNothingAndIsAskedForAllTheSame() {
		activate(this.ada, this.seed);
		byte[] altered = this.store.findTotp(this.ada).orElseThrow().box();
		altered[altered.length - 1] ^= 1;
		put(this.ada, altered);
		assertThat(match(code(0))).isEmpty();
		SecondFactors all = new SecondFactors(this.store, this.factors, new RecoveryCodes(this.store,
				new AtRestEncryption(TestSecrets.keys(), RandomBytes.secure()), RandomBytes.secure()));
		assertThat(all.state(this.ada).isEnabled()).isTrue();
		put(this.ada, new byte[0]);
		assertThat(match(code(0))).isEmpty();
		assertThat(this.events.of(FactorUnreadable.class)).hasSize(2);
	}

	@Test
	void storeHasNothingOfTheSeed() {
		activate(this.ada, this.seed);
		StoredTotp stored = this.store.findTotp(this.ada).orElseThrow();
		assertThat(new String(stored.box(), StandardCharsets.ISO_8859_1))
			.doesNotContain(new String(this.seed.bytes(), StandardCharsets.ISO_8859_1));
		assertThat(stored.toString()).doesNotContain("box");
	}

	private void activate(AccountId id, TotpSeed mine) {
		UUID seedId = UUID.randomUUID();
		this.store.putPending(id, this.factors.pending(id, seedId, mine));
		assertThat(this.store.activate(id, seedId, 0, this.clock.instant())).isTrue();
	}

	private void put(AccountId id, byte[] box) {
		UUID seedId = UUID.randomUUID();
		this.store.removeTotp(id);
		this.store.putPending(id, new StoredTotp(seedId, box, 0, this.clock.instant(), null));
		this.store.activate(id, seedId, 0, this.clock.instant());
	}

	private boolean use(Secret code) {
		return match(code).filter(FactorMatch::consume).isPresent();
	}

	private Optional<FactorMatch> match(Secret code) {
		return this.factors.match(this.ada, code);
	}

	private Secret code(int ahead) {
		return this.seed.codeAt(this.clock.instant().getEpochSecond() / 30 + ahead);
	}

}
