package io.github.jwtauth.mfa;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.TestSecrets;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.login.TestJwtAuth;

/**
 * What owners do about their second factor, over the core of a test.
 */
public final class TestMfa {

	public final AtRestEncryption atRest = new AtRestEncryption(TestSecrets.keys(), RandomBytes.secure());

	public final TotpFactors totp;

	public final RecoveryCodes recoveryCodes;

	public final SecondFactors factors;

	public final FactorGuesses guesses;

	public final RememberedDevices devices;

	public final FactorReset reset;

	public final TotpEnrollment enrollment;

	private final Function<AccountLookup, TotpEnrollment> overLookup;

	private final TestJwtAuth core;

	/**
	 * Wires everything over the core's own store.
	 * @param core the rest
	 */
	public TestMfa(TestJwtAuth core) {
		this(core, MfaSettings.defaults(), core.mfaStore);
	}

	/**
	 * Wires everything.
	 * @param core the rest
	 * @param settings who needs a factor
	 * @param store where factors are
	 */
	public TestMfa(TestJwtAuth core, MfaSettings settings, MfaStore store) {
		this.core = core;
		RandomBytes random = RandomBytes.secure();
		FactorNotices notices = new FactorNotices(core.details, core.notices, core.clock, true);
		this.totp = new TotpFactors(store, this.atRest, core.events, core.clock);
		this.recoveryCodes = new RecoveryCodes(store, this.atRest, random);
		this.factors = new SecondFactors(store, this.totp, this.recoveryCodes);
		this.guesses = new FactorGuesses(core.factorBudget, this.factors, core.events, core.clock);
		this.devices = new RememberedDevices(core.rememberedDeviceStore, settings, core.transactions, core.events,
				random, core.clock);
		this.reset = new FactorReset(core.lookup, core.subjects, core.factorRemains, core.mailedTokens, notices,
				core.events, core.transactions, core.clock);
		FactorChecks checks = new FactorChecks(this.guesses, core.factorBudget, this.factors, core.mailedTokens,
				notices, core.events, core.transactions, core.clock);
		this.overLookup = (lookup) -> new TotpEnrollment(lookup, core.subjects, store, this.totp, this.recoveryCodes,
				checks, this.reset, core.mailedTokens, notices, settings, core.events, core.transactions, random,
				core.clock);
		this.enrollment = enrollmentOver(core.lookup);
	}

	/**
	 * The same acts, which find accounts in another way.
	 * @param lookup finds them
	 * @return the acts
	 */
	TotpEnrollment enrollmentOver(AccountLookup lookup) {
		return this.overLookup.apply(lookup);
	}

	/**
	 * Sets an app up and activates it with its present code, which is used up by that.
	 * @param id whose
	 * @return the app, and the recovery codes
	 */
	public App activate(AccountId id) {
		TotpSetup setup = this.enrollment.setup(id);
		List<Secret> codes = this.enrollment.activate(id, codeOf(setup, 0), TestDevices.laptop(), () -> true);
		return new App(setup, codes);
	}

	/**
	 * What an app shows.
	 * @param setup what it was set up with
	 * @param ahead by how many steps its clock is ahead
	 * @return the code
	 */
	public Secret codeOf(TotpSetup setup, int ahead) {
		long step = this.core.clock.instant().getEpochSecond() / TotpSeed.STEP_SECONDS + ahead;
		return TotpSeed.of(bytes(setup.secret())).codeAt(step);
	}

	/**
	 * A code that neither the present nor the last step has.
	 * @param setup what the app was set up with
	 * @return six digits
	 */
	public Secret wrongCode(TotpSetup setup) {
		List<Secret> right = List.of(codeOf(setup, 0), codeOf(setup, -1));
		return List.of("000000", "111111", "222222")
			.stream()
			.map(Secret::of)
			.filter((code) -> !right.contains(code))
			.findFirst()
			.orElseThrow();
	}

	/** Independent of the production code's writer. */
	private static byte[] bytes(Secret base32) {
		byte[] bytes = new byte[20];
		String text = base32.reveal().toUpperCase(Locale.ROOT);
		for (int bit = 0; bit < bytes.length * 8; bit++) {
			int letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(text.charAt(bit / 5));
			if ((letter >> (4 - bit % 5) & 1) == 1) {
				bytes[bit / 8] |= (byte) (0x80 >> bit % 8);
			}
		}
		return bytes;
	}

	/**
	 * An app of an owner.
	 *
	 * @param setup what it was set up with
	 * @param recoveryCodes what was shown when it was activated
	 */
	public record App(TotpSetup setup, List<Secret> recoveryCodes) {

	}

}
