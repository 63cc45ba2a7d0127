package io.github.jwtauth.boot.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The column {@code password} of Django's {@code auth_user}, word for word. MD5 and
 * unsalted hashes are not read.
 */
final class DjangoFormat implements HashFormat {

	@Override
	public ImportedHash read(String text) {
		int end = text.indexOf('$');
		String algorithm = (end > 0) ? text.substring(0, end) : "";
		return switch (algorithm) {
			case "pbkdf2_sha256" -> pbkdf2("SHA256", text);
			case "pbkdf2_sha1" -> pbkdf2("SHA1", text);
			case "argon2" -> Argon2Hash.ofPhc(text.substring(end));
			case "scrypt" -> scrypt(text);
			case "bcrypt" -> new BcryptHash(text.substring(end + 1));
			case "bcrypt_sha256" -> ofDigest(new BcryptHash(text.substring(end + 1)));
			default -> throw new IllegalArgumentException("it is of no algorithm of Django that is read");
		};
	}

	/** {@code pbkdf2_sha256$iterations$salt$hash}, the salt as text. */
	private static ImportedHash pbkdf2(String digest, String text) {
		String[] parts = HashText.parts(text, 4);
		return new Pbkdf2Hash(digest, parts[1], parts[2].getBytes(StandardCharsets.UTF_8), parts[3]);
	}

	/** {@code scrypt$N$salt$r$p$hash}, the salt as text. */
	private static ImportedHash scrypt(String text) {
		String[] parts = HashText.parts(text, 6);
		byte[] salt = parts[2].getBytes(StandardCharsets.UTF_8);
		HashText.within(salt.length, "the length of the salt", 1, 256);
		return new ScryptHash(HashText.number(parts[1], "N of scrypt", 2, 1 << 20),
				HashText.number(parts[3], "r of scrypt", 1, 32), HashText.number(parts[4], "p of scrypt", 1, 16), salt,
				HashText.base64(parts[5], "the hash", 16, 128));
	}

	/** bcrypt of the password's SHA-256 in hex, so that nothing of it is ignored. */
	private static ImportedHash ofDigest(BcryptHash hash) {
		return (password) -> hash.matches(sha256(password));
	}

	private static String sha256(String password) {
		try {
			byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every JDK has SHA-256", ex);
		}
	}

}
