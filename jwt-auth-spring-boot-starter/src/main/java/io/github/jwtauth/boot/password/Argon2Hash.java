package io.github.jwtauth.boot.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2 (RFC 9106), all three types, both versions.
 */
final class Argon2Hash implements ImportedHash {

	private static final Pattern PHC = Pattern
		.compile("\\$(argon2(?:id|i|d))(?:\\$v=(\\d+))?\\$m=(\\d+),t=(\\d+),p=(\\d+)\\$([^$]+)\\$([^$]+)");

	private static final Map<String, Integer> TYPES = Map.of("argon2id", Argon2Parameters.ARGON2_id, "argon2i",
			Argon2Parameters.ARGON2_i, "argon2d", Argon2Parameters.ARGON2_d);

	private static final int MAX_CHARS = 500;

	/** KiB times passes: some seconds. */
	private static final int MAX_WORK = 2 * 1024 * 1024;

	private final Argon2Parameters parameters;

	private final byte[] hash;

	private Argon2Hash(Argon2Parameters parameters, byte[] hash) {
		this.parameters = parameters;
		this.hash = hash;
	}

	/**
	 * Reads the common form {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}.
	 * @param text the form, with its first dollar sign
	 * @return the hash
	 */
	static Argon2Hash ofPhc(String text) {
		Matcher matcher = PHC.matcher(text);
		if (text.length() > MAX_CHARS || !matcher.matches()) {
			throw new IllegalArgumentException("it is not an Argon2 hash");
		}
		String version = (matcher.group(2) != null) ? matcher.group(2) : "19";
		return of(matcher.group(1), version, matcher.group(3), matcher.group(4), matcher.group(5), matcher.group(6),
				matcher.group(7));
	}

	/**
	 * Takes the parts as they are stored.
	 * @param type {@code argon2id}, {@code argon2i} or {@code argon2d}
	 * @param version {@code 16} or {@code 19}
	 * @param memory in KiB
	 * @param iterations passes over the memory
	 * @param lanes degree of parallelism
	 * @param salt base64
	 * @param hash base64
	 * @return the hash
	 */
	static Argon2Hash of(String type, String version, String memory, String iterations, String lanes, String salt,
			String hash) {
		Integer known = TYPES.get(type);
		if (known == null || !(version.equals("16") || version.equals("19"))) {
			throw new IllegalArgumentException("it is of an unknown type or version of Argon2");
		}
		int parallelism = HashText.number(lanes, "the parallelism of Argon2", 1, 16);
		int kib = HashText.number(memory, "the memory of Argon2 in KiB", 8 * parallelism,
				(int) (HashMemory.MAX_BYTES / 1024));
		int passes = HashText.number(iterations, "the number of passes of Argon2", 1, Math.min(100, MAX_WORK / kib));
		Argon2Parameters parameters = new Argon2Parameters.Builder(known).withVersion(Integer.parseInt(version))
			.withMemoryAsKB(kib)
			.withIterations(passes)
			.withParallelism(parallelism)
			.withSalt(HashText.base64(salt, "the salt", 8, 64))
			.build();
		return new Argon2Hash(parameters, HashText.base64(hash, "the hash", 16, 128));
	}

	@Override
	public boolean matches(String password) {
		Argon2BytesGenerator generator = new Argon2BytesGenerator();
		generator.init(this.parameters);
		byte[] derived = new byte[this.hash.length];
		generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), derived);
		return MessageDigest.isEqual(this.hash, derived);
	}

	@Override
	public long memoryBytes() {
		return this.parameters.getMemory() * 1024L;
	}

}
