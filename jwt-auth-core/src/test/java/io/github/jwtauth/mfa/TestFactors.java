package io.github.jwtauth.mfa;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.TestSecrets;
import io.github.jwtauth.mfa.FactorResponse.TotpCode;

/**
 * Sets second factors up behind everybody's back, and shows what an app would show.
 */
public final class TestFactors {

	/** What compares answers. */
	public final SecondFactors factors;

	private final RandomBytes random = RandomBytes.secure();

	private final MfaStore store;

	private final Clock clock;

	private final TotpFactors totp;

	private final RecoveryCodes recoveryCodes;

	/**
	 * With the secret of the tests.
	 * @param store where factors are kept
	 * @param events hears of unreadable ones
	 * @param clock the present
	 */
	public TestFactors(MfaStore store, AuthEventPublisher events, Clock clock) {
		this(store, TestSecrets.keys(), events, clock);
	}

	/**
	 * With a secret.
	 * @param store where factors are kept
	 * @param keys seal them
	 * @param events hears of unreadable ones
	 * @param clock the present
	 */
	public TestFactors(MfaStore store, SecretKeys keys, AuthEventPublisher events, Clock clock) {
		AtRestEncryption atRest = new AtRestEncryption(keys, this.random);
		this.store = store;
		this.clock = clock;
		this.totp = new TotpFactors(store, atRest, events, clock);
		this.recoveryCodes = new RecoveryCodes(store, atRest, this.random);
		this.factors = new SecondFactors(store, this.totp, this.recoveryCodes);
	}

	/**
	 * Gives an account an active app and recovery codes.
	 * @param owner whose
	 * @return the app
	 */
	public App enable(AccountId owner) {
		App app = pending(owner);
		this.store.activate(owner, app.seedId, 0, this.clock.instant());
		app.recoveryCodes.addAll(this.recoveryCodes.replace(owner));
		return app;
	}

	/**
	 * Gives an account an app that waits for its first code.
	 * @param owner whose
	 * @return the app
	 */
	public App pending(AccountId owner) {
		App app = new App(UUID.randomUUID(), TotpSeed.random(this.random));
		this.store.putPending(owner, this.totp.pending(owner, app.seedId, app.seed));
		return app;
	}

	/**
	 * Gives an account an active app whose seed nobody can read.
	 * @param owner whose
	 */
	public void enableUnreadable(AccountId owner) {
		UUID seedId = UUID.randomUUID();
		this.store.putPending(owner, new StoredTotp(seedId, this.random.next(60), 0, this.clock.instant(), null));
		this.store.activate(owner, seedId, 0, this.clock.instant());
	}

	/**
	 * Gives an account recovery codes, whatever else it has.
	 * @param owner whose
	 * @return the codes
	 */
	public List<Secret> recoveryCodes(AccountId owner) {
		return this.recoveryCodes.replace(owner);
	}

	/**
	 * An app.
	 */
	public final class App {

		/** What was shown when it was set up. */
		public final List<Secret> recoveryCodes = new ArrayList<>();

		private final UUID seedId;

		private final TotpSeed seed;

		private App(UUID seedId, TotpSeed seed) {
			this.seedId = seedId;
			this.seed = seed;
		}

		/**
		 * What it shows now.
		 * @return the code
		 */
		public TotpCode code() {
			return new TotpCode(secret());
		}

		/**
		 * What it shows now, as text.
		 * @return six digits
		 */
		public Secret secret() {
			return this.seed.codeAt(step());
		}

		/**
		 * What it does not show now, and did not just before.
		 * @return another code
		 */
		public TotpCode wrongCode() {
			List<Secret> right = List.of(this.seed.codeAt(step()), this.seed.codeAt(step() - 1));
			for (int i = 0;; i++) {
				Secret code = Secret.of("00000" + i);
				if (!right.contains(code)) {
					return new TotpCode(code);
				}
			}
		}

		/**
		 * A recovery code.
		 * @param index which, from 0
		 * @return the answer
		 */
		public FactorResponse.RecoveryCode recoveryCode(int index) {
			return new FactorResponse.RecoveryCode(this.recoveryCodes.get(index));
		}

		private long step() {
			return Math.floorDiv(TestFactors.this.clock.instant().getEpochSecond(), TotpSeed.STEP_SECONDS);
		}

	}

}
