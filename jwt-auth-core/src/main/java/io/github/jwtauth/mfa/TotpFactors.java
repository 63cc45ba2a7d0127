package io.github.jwtauth.mfa;

import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.Secret;
import io.github.jwtauth.UnreadableBoxException;

/**
 * Compares the codes of authenticator apps (RFC 6238): of the present step and of the one
 * before it, each once (requirements ). Changes nothing by itself. Safe for use
 * by many threads.
 */
public final class TotpFactors {

	/** Clocks of phones are late, networks are slow; nobody's clock is trusted ahead. */
	private static final int PAST_STEPS = 1;

	private static final Pattern SPACES = Pattern.compile("\\s+");

	private final MfaStore store;

	private final AtRestEncryption atRest;

	private final AuthEventPublisher events;

	private final Clock clock;

	public TotpFactors(MfaStore store, AtRestEncryption atRest, AuthEventPublisher events, Clock clock) {
		this.store = store;
		this.atRest = atRest;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Compares a code with the active app.
	 * @param accountId whose
	 * @param code as typed
	 * @return what to use up, or empty when the code is wrong or was used
	 */
	Optional<FactorMatch> match(AccountId accountId, Secret code) {
		return this.store.findTotp(accountId)
			.filter(StoredTotp::isActive)
			.flatMap((totp) -> compare(accountId, totp, code)
				.map((step) -> () -> this.store.consumeStep(accountId, totp.seedId(), step)));
	}

	/**
	 * Compares a code with the app that waits to be activated.
	 * @param accountId whose
	 * @param code as typed
	 * @return what activates it, or empty when the code is wrong or none waits
	 */
	Optional<FactorMatch> matchPending(AccountId accountId, Secret code) {
		return this.store.findTotp(accountId)
			.filter((totp) -> !totp.isActive())
			.flatMap((totp) -> compare(accountId, totp, code)
				.map((step) -> () -> this.store.activate(accountId, totp.seedId(), step, this.clock.instant())));
	}

	/**
	 * Seals a new seed for an account.
	 * @param accountId whose
	 * @param seedId which
	 * @param seed what to keep
	 * @return a pending app
	 */
	StoredTotp pending(AccountId accountId, UUID seedId, TotpSeed seed) {
		return new StoredTotp(seedId, this.atRest.seal(seed.bytes(), place(accountId)), 0, this.clock.instant(), null);
	}

	/** Every step is compared, whichever fits. */
	private Optional<Long> compare(AccountId accountId, StoredTotp totp, Secret typed) {
		Optional<TotpSeed> seed = open(accountId, totp);
		if (seed.isEmpty()) {
			return Optional.empty();
		}
		Secret code = Secret.of(SPACES.matcher(typed.reveal()).replaceAll(""));
		long now = Math.floorDiv(this.clock.instant().getEpochSecond(), TotpSeed.STEP_SECONDS);
		OptionalLong found = OptionalLong.empty();
		for (long step = now - PAST_STEPS; step <= now; step++) {
			if (seed.get().codeAt(step).equals(code)) {
				found = OptionalLong.of(step);
			}
		}
		return (found.isPresent() && found.getAsLong() > totp.lastStep()) ? Optional.of(found.getAsLong())
				: Optional.empty();
	}

	/** A seed that was moved or altered proves nothing, and somebody should know. */
	private Optional<TotpSeed> open(AccountId accountId, StoredTotp totp) {
		try {
			return Optional.of(TotpSeed.of(this.atRest.open(totp.box(), place(accountId))));
		}
		catch (UnreadableBoxException ex) {
			this.events.publish(new FactorUnreadable(this.clock.instant(), accountId));
			return Optional.empty();
		}
	}

	static String place(AccountId accountId) {
		return "jwtauth_totp.seed_box/" + accountId;
	}

}
