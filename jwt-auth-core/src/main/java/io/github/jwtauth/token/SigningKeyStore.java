package io.github.jwtauth.token;

import java.util.List;

/**
 * Where the nodes of an application share their signing keys.
 */
public interface SigningKeyStore {

	/**
	 * All keys.
	 * @return ordered by sequence
	 */
	List<StoredSigningKey> findAll();

	/**
	 * Inserts a key unless its sequence is taken: of several nodes that make the
	 * successor at the same time exactly one wins, and nobody needs a leader.
	 * @param key the new key
	 * @return whether this caller won
	 */
	boolean insertIfAbsent(StoredSigningKey key);

	/**
	 * Stores the private half under another secret.
	 * @param kid which key
	 * @param sealedPrivateKey the new box
	 */
	void reseal(String kid, byte[] sealedPrivateKey);

	/**
	 * Forgets a key whose tokens have all expired.
	 * @param kid which key
	 */
	void delete(String kid);

}
