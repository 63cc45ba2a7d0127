package io.github.jwtauth.boot.password;

import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Argon2id with OWASP's numbers. Hashes with other numbers are compared as far as they
 * are bearable.
 */
final class CurrentEncoder implements PasswordEncoder {

	static final String ID = "argon2id";

	private static final int SALT_BYTES = 16;

	private static final int HASH_BYTES = 32;

	private static final int MEMORY_KIB = 19456;

	private final PasswordEncoder written = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, 1, MEMORY_KIB, 2);

	private final PasswordEncoder read = new ImportedHashEncoder(ID, Argon2Hash::ofPhc);

	@Override
	public @Nullable String encode(@Nullable CharSequence password) {
		return this.written.encode(password);
	}

	@Override
	public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
		return this.read.matches(password, encoded);
	}

	@Override
	public boolean upgradeEncoding(@Nullable String encoded) {
		return this.written.upgradeEncoding(encoded);
	}

}
