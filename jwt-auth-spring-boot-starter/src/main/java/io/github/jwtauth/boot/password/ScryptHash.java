package io.github.jwtauth.boot.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import org.bouncycastle.crypto.generators.SCrypt;

/**
 * scrypt (RFC 7914).
 */
final class ScryptHash implements ImportedHash {

	/** BouncyCastle, after the RFC: with r = 1, N must be smaller. */
	private static final int SMALL_BLOCK_LIMIT = 65536;

	private final int cost;

	private final int blockSize;

	private final int parallelism;

	private final byte[] salt;

	private final byte[] hash;

	ScryptHash(int cost, int blockSize, int parallelism, byte[] salt, byte[] hash) {
		HashText.within(cost, "N of scrypt", 2, 1 << 20);
		HashText.within(blockSize, "r of scrypt", 1, 32);
		HashText.within(parallelism, "p of scrypt", 1, 16);
		boolean tooSmallABlock = blockSize == 1 && cost >= SMALL_BLOCK_LIMIT;
		if (Integer.bitCount(cost) != 1 || tooSmallABlock || memory(cost, blockSize) > HashMemory.MAX_BYTES) {
			throw new IllegalArgumentException("N and r of scrypt do not go together, or need more than "
					+ HashMemory.MAX_BYTES + " bytes of memory");
		}
		this.cost = cost;
		this.blockSize = blockSize;
		this.parallelism = parallelism;
		this.salt = salt.clone();
		this.hash = hash.clone();
	}

	/**
	 * Reads Spring Security's form {@code $e0801$salt$hash}: the three parameters are one
	 * number in hex.
	 * @param text the form
	 * @return the hash
	 */
	static ScryptHash ofSpring(String text) {
		String[] parts = HashText.parts(text, 4);
		if (!parts[0].isEmpty() || !parts[1].matches("[0-9a-f]{1,6}")) {
			throw new IllegalArgumentException("it is not a scrypt hash");
		}
		int parameters = Integer.parseInt(parts[1], 16);
		int exponent = HashText.within(parameters >> 16, "the exponent of N of scrypt", 1, 20);
		return new ScryptHash(1 << exponent, parameters >> 8 & 0xff, parameters & 0xff,
				HashText.base64(parts[2], "the salt", 1, 256), HashText.base64(parts[3], "the hash", 16, 128));
	}

	@Override
	public boolean matches(String password) {
		byte[] derived = SCrypt.generate(password.getBytes(StandardCharsets.UTF_8), this.salt, this.cost,
				this.blockSize, this.parallelism, this.hash.length);
		return MessageDigest.isEqual(this.hash, derived);
	}

	@Override
	public long memoryBytes() {
		return memory(this.cost, this.blockSize);
	}

	private static long memory(int cost, int blockSize) {
		return 128L * cost * blockSize;
	}

}
