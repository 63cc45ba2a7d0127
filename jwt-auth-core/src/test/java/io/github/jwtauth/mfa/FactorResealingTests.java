package io.github.jwtauth.mfa;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.TestEvents;
import io.github.jwtauth.TestSecrets;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An old secret can go once housekeeping was there (decision 5).
 */
class FactorResealingTests {

	private static final Instant NOW = MovableClock.atNoon().instant();

	private final InMemoryTransactions transactions = new InMemoryTransactions();

	private final InMemoryMfaStore store = new InMemoryMfaStore(this.transactions);

	private final AtRestEncryption before = with(SecretKeys.of(TestSecrets.FIRST, List.of()));

	private final AtRestEncryption both = with(SecretKeys.of(TestSecrets.SECOND, List.of(TestSecrets.FIRST)));

	private final AtRestEncryption after = with(SecretKeys.of(TestSecrets.SECOND, List.of()));

	private final AccountId ada = new AccountId(UUID.randomUUID());

	private final TotpSeed seed = TotpSeed.random(RandomBytes.secure());

	private final List<Secret> codes = setUp(this.ada);

	private final FactorResealing resealing = new FactorResealing(this.store.sealed(), this.both);

	@Test
	void afterwardsTheOldSecretIsNotNeeded() {
		assertThat(works(this.after)).isFalse();
		assertThat(this.resealing.outdated()).isEqualTo(11);
		assertThat(this.resealing.remove(NOW, 100)).isEqualTo(11);
		assertThat(this.resealing.outdated()).isZero();
		assertThat(this.resealing.remove(NOW, 100)).isZero();
		assertThat(works(this.after)).isTrue();
		assertThat(works(this.before)).isFalse();
	}

	@Test
	void fewAreSealedAtATime() {
		assertThat(this.resealing.remove(NOW, 4)).isEqualTo(4);
		assertThat(this.resealing.outdated()).isEqualTo(7);
		assertThat(works(this.both)).isTrue();
	}

	@Test
	void boxThatCannotBeOpenedStaysAndKeepsNobody() {
		AccountId eve = new AccountId(UUID.randomUUID());
		this.store.putPending(eve,
				new StoredTotp(UUID.randomUUID(), this.store.findTotp(this.ada).orElseThrow().box(), 0, NOW, null));
		assertThat(this.resealing.remove(NOW, 100)).isEqualTo(11);
		assertThat(this.resealing.outdated()).isEqualTo(1);
	}

	@Test
	void withOneSecretNothingIsAsked() {
		FactorResealing alone = new FactorResealing(this.store.sealed(), this.after);
		assertThat(alone.remove(NOW, 100)).isZero();
		assertThat(alone.outdated()).isZero();
	}

	private List<Secret> setUp(AccountId owner) {
		UUID seedId = UUID.randomUUID();
		this.store.putPending(owner, totp(this.before).pending(owner, seedId, this.seed));
		this.store.activate(owner, seedId, 0, NOW);
		return new RecoveryCodes(this.store, this.before, RandomBytes.secure()).replace(owner);
	}

	private boolean works(AtRestEncryption atRest) {
		Secret code = this.seed.codeAt(NOW.getEpochSecond() / TotpSeed.STEP_SECONDS);
		boolean app = totp(atRest).match(this.ada, code).isPresent();
		RecoveryCodes recovery = new RecoveryCodes(this.store, atRest, RandomBytes.secure());
		assertThat(this.codes)
			.allSatisfy((each) -> assertThat(recovery.match(this.ada, each).isPresent()).isEqualTo(app));
		return app;
	}

	private TotpFactors totp(AtRestEncryption atRest) {
		return new TotpFactors(this.store, atRest, new TestEvents(this.transactions), new MovableClock(NOW));
	}

	private static AtRestEncryption with(SecretKeys keys) {
		return new AtRestEncryption(keys, RandomBytes.secure());
	}

}
