package io.github.jwtauth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Every key that the library derives from {@code jwtauth.secret} and
 * {@code jwtauth.previous-secrets} (decision 5). The current secret makes, all of them
 * verify. Immutable and safe for use by many threads.
 */
public final class SecretKeys {

	private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]+");

	private static final int HEX_CHARS_OF_256_BITS = 64;

	private static final int BASE64_CHARS_OF_256_BITS = 43;

	private static final int DISTINCT_CHARS = 10;

	private final Map<Integer, Map<KeyPurpose, DerivedKey>> keys = new LinkedHashMap<>();

	private final int currentId;

	private SecretKeys(List<Secret> secrets) {
		secrets.forEach(this::derive);
		this.currentId = this.keys.keySet().iterator().next();
	}

	/**
	 * Derives the keys.
	 * @param current the secret that makes new tokens and ciphertexts
	 * @param previous secrets that are also accepted; may be empty, may contain one that
	 * is to become current later
	 * @return the keys
	 * @throws WeakSecretException when a secret holds less than 256 bits
	 */
	public static SecretKeys of(Secret current, List<Secret> previous) {
		List<Secret> all = new ArrayList<>();
		all.add(current);
		all.addAll(previous);
		return new SecretKeys(all);
	}

	/**
	 * The key that new values are made with.
	 * @param purpose what it is for
	 * @return the key of the current secret
	 */
	public DerivedKey current(KeyPurpose purpose) {
		return find(this.currentId, purpose).orElseThrow();
	}

	/**
	 * The key that an existing value was made with.
	 * @param secretId what the value carries
	 * @param purpose what it is for
	 * @return the key, or empty when no configured secret has this id
	 */
	public Optional<DerivedKey> find(int secretId, KeyPurpose purpose) {
		return Optional.ofNullable(this.keys.get(secretId)).map((ofSecret) -> ofSecret.get(purpose));
	}

	/**
	 * What tokens and ciphertexts call the secrets. It says nothing about them.
	 * @return the current secret's id first, then those of previous ones
	 */
	public List<Integer> ids() {
		return List.copyOf(this.keys.keySet());
	}

	private void derive(Secret secret) {
		requireStrong(secret);
		byte[] bytes = secret.reveal().getBytes(StandardCharsets.UTF_8);
		int id = ByteBuffer.wrap(Hkdf.derive(bytes, "jwt-auth/v1/secret-id", Integer.BYTES)).getInt();
		Map<KeyPurpose, DerivedKey> ofSecret = new EnumMap<>(KeyPurpose.class);
		for (KeyPurpose purpose : KeyPurpose.values()) {
			ofSecret.put(purpose, new DerivedKey(id, Hkdf.derive(bytes, purpose.info(), 32)));
		}
		this.keys.putIfAbsent(id, ofSecret);
	}

	private static void requireStrong(Secret secret) {
		String text = secret.reveal();
		int needed = HEX.matcher(text).matches() ? HEX_CHARS_OF_256_BITS : BASE64_CHARS_OF_256_BITS;
		if (text.length() < needed || text.chars().distinct().count() < DISTINCT_CHARS) {
			throw new WeakSecretException();
		}
	}

	@Override
	public String toString() {
		return "SecretKeys[secrets=" + this.keys.size() + "]";
	}

}
