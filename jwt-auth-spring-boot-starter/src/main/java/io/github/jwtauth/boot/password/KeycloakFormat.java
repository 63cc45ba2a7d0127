package io.github.jwtauth.boot.password;

import java.util.Map;

/**
 * The columns {@code credential_data} and {@code secret_data} of Keycloak's
 * {@code credential} in one line:
 * <ul>
 * <li>{@code pbkdf2-sha256$iterations$salt$value}, also {@code pbkdf2} and
 * {@code pbkdf2-sha512}</li>
 * <li>{@code argon2$type$version$memory$iterations$parallelism$salt$value}</li>
 * </ul>
 * each member as it stands in the JSON.
 */
final class KeycloakFormat implements HashFormat {

	private static final Map<String, String> DIGESTS = Map.of("pbkdf2", "SHA1", "pbkdf2-sha256", "SHA256",
			"pbkdf2-sha512", "SHA512");

	private static final Map<String, String> VERSIONS = Map.of("1.0", "16", "1.3", "19");

	@Override
	public ImportedHash read(String text) {
		if (text.startsWith("argon2$")) {
			String[] parts = HashText.parts(text, 8);
			return Argon2Hash.of("argon2" + parts[1], VERSIONS.getOrDefault(parts[2], ""), parts[3], parts[4], parts[5],
					parts[6], parts[7]);
		}
		String[] parts = HashText.parts(text, 4);
		String digest = DIGESTS.get(parts[0]);
		if (digest == null) {
			throw new IllegalArgumentException("it is of no algorithm of Keycloak that is read");
		}
		return new Pbkdf2Hash(digest, parts[1], HashText.base64(parts[2], "the salt", 1, 256), parts[3]);
	}

}
