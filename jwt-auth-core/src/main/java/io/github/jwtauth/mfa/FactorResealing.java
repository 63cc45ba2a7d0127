package io.github.jwtauth.mfa;

import java.time.Instant;
import java.util.List;

import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.ExpiredRows;
import io.github.jwtauth.UnreadableBoxException;

/**
 * Seals second factors under the current secret that were sealed under one before it, so
 * that the old one can go (decision 5). A box that cannot be opened stays as it is: its
 * owner is asked for a factor that nobody can prove, until somebody resets it. Safe for
 * use by many threads.
 */
public final class FactorResealing implements ExpiredRows {

	private final SealedFactorStore store;

	private final AtRestEncryption atRest;

	public FactorResealing(SealedFactorStore store, AtRestEncryption atRest) {
		this.store = store;
		this.atRest = atRest;
	}

	/**
	 * Seals some again. Where there is one secret only, the store is not asked.
	 */
	@Override
	public int remove(Instant now, int limit) {
		int sealed = 0;
		for (byte[] beginning : this.atRest.formerBeginnings()) {
			List<SealedFactor> found = this.store.find(beginning, limit - sealed);
			sealed += (int) found.stream().filter(this::reseal).count();
			if (sealed >= limit) {
				break;
			}
		}
		return sealed;
	}

	/**
	 * How many boxes need a secret that is on the way out.
	 * @return their number, also of those that cannot be opened
	 */
	public long outdated() {
		return this.atRest.formerBeginnings().stream().mapToLong(this.store::count).sum();
	}

	private boolean reseal(SealedFactor present) {
		try {
			byte[] content = this.atRest.open(present.box(), present.place());
			return this.store.replace(present, this.atRest.seal(content, present.place()));
		}
		catch (UnreadableBoxException ex) {
			return false;
		}
	}

}
