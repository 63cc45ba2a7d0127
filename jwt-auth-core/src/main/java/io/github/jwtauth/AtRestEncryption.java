package io.github.jwtauth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM for values that the database keeps but must not be able to read: signing
 * keys, seeds of second factors. A box names the secret it was sealed under and is bound
 * to its place, so that it opens nowhere else (requirement R-72). Safe for use by many
 * threads.
 */
public final class AtRestEncryption {

	private static final byte VERSION = 1;

	private static final int NONCE_BYTES = 12;

	private static final int TAG_BITS = 128;

	private static final int HEADER_BYTES = 1 + Integer.BYTES;

	private static final int SHORTEST_BOX = HEADER_BYTES + NONCE_BYTES + TAG_BITS / Byte.SIZE;

	private final SecretKeys keys;

	private final RandomBytes random;

	public AtRestEncryption(SecretKeys keys, RandomBytes random) {
		this.keys = keys;
		this.random = random;
	}

	/**
	 * Seals under the current secret.
	 * @param plaintext what to keep
	 * @param place table, column and owner; {@link #open} needs the same text
	 * @return the box to store
	 */
	public byte[] seal(byte[] plaintext, String place) {
		DerivedKey key = this.keys.current(KeyPurpose.ENCRYPTION_AT_REST);
		byte[] header = header(key.secretId());
		byte[] nonce = this.random.next(NONCE_BYTES);
		byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, key, nonce, header, place, plaintext);
		return ByteBuffer.allocate(HEADER_BYTES + NONCE_BYTES + ciphertext.length)
			.put(header)
			.put(nonce)
			.put(ciphertext)
			.array();
	}

	/**
	 * Opens a box.
	 * @param box what {@link #seal} returned
	 * @param place the same text as when it was sealed
	 * @return the plaintext
	 * @throws UnreadableBoxException when no configured secret opens it, or it was
	 * altered or moved
	 */
	public byte[] open(byte[] box, String place) {
		if (box.length < SHORTEST_BOX || box[0] != VERSION) {
			throw new UnreadableBoxException(place, null);
		}
		ByteBuffer buffer = ByteBuffer.wrap(box);
		byte[] header = take(buffer, HEADER_BYTES);
		byte[] nonce = take(buffer, NONCE_BYTES);
		byte[] ciphertext = take(buffer, buffer.remaining());
		DerivedKey key = this.keys.find(secretIdOf(box), KeyPurpose.ENCRYPTION_AT_REST)
			.orElseThrow(() -> new UnreadableBoxException(place, null));
		return cipher(Cipher.DECRYPT_MODE, key, nonce, header, place, ciphertext);
	}

	/**
	 * Tells whether a box should be sealed again, because its secret is on the way out.
	 * @param box what {@link #seal} returned
	 * @return whether it was sealed under another secret than the current one
	 */
	public boolean isOutdated(byte[] box) {
		return secretIdOf(box) != this.keys.current(KeyPurpose.ENCRYPTION_AT_REST).secretId();
	}

	/**
	 * How boxes begin that should be sealed again, for a store that looks for them.
	 * @return the first bytes of a box, for each configured secret but the current one
	 */
	public List<byte[]> formerBeginnings() {
		List<Integer> ids = this.keys.ids();
		return ids.subList(1, ids.size()).stream().map(AtRestEncryption::header).toList();
	}

	private static byte[] header(int secretId) {
		return ByteBuffer.allocate(HEADER_BYTES).put(VERSION).putInt(secretId).array();
	}

	private static int secretIdOf(byte[] box) {
		return ByteBuffer.wrap(box, 1, Integer.BYTES).getInt();
	}

	private static byte[] take(ByteBuffer buffer, int length) {
		byte[] bytes = new byte[length];
		buffer.get(bytes);
		return bytes;
	}

	private static byte[] cipher(int mode, DerivedKey key, byte[] nonce, byte[] header, String place, byte[] input) {
		try {
			Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
			cipher.init(mode, key.aesKey(), new GCMParameterSpec(TAG_BITS, nonce));
			cipher.updateAAD(header);
			cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
			return cipher.doFinal(input);
		}
		catch (GeneralSecurityException ex) {
			throw new UnreadableBoxException(place, ex);
		}
	}

}
