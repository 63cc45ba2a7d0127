package io.github.jwtauth.mfa;

import java.util.List;

/**
 * The boxes of {@link MfaStore}, for whoever seals them again under another secret.
 * Implementations are safe for use by many threads and join the running transaction; a
 * host that keeps factors elsewhere proves its store with
 * {@code SealedFactorStoreContract} of the test-jar.
 */
public interface SealedFactorStore {

	/**
	 * Boxes that begin in a way.
	 * @param beginning the first bytes of the box
	 * @param limit most to return
	 * @return in no particular order
	 */
	List<SealedFactor> find(byte[] beginning, int limit);

	/**
	 * Puts the same content into another box. Whatever changed the box since it was read,
	 * or removed it, wins.
	 * @param present as it was read
	 * @param box the content, sealed again
	 * @return whether it was replaced
	 */
	boolean replace(SealedFactor present, byte[] box);

	/**
	 * How many boxes begin in a way.
	 * @param beginning the first bytes of the box
	 * @return their number
	 */
	long count(byte[] beginning);

}
