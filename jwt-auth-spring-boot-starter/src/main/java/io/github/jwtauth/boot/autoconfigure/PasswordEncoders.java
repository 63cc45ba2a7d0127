package io.github.jwtauth.boot.autoconfigure;

import java.util.HashMap;
import java.util.Map;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.scrypt.SCryptPasswordEncoder;

/**
 * Argon2id with OWASP's numbers for new passwords (decision 13); what Spring Security has
 * written before is still read and upgraded at the next login. There is no
 * {@code {noop}}.
 */
final class PasswordEncoders {

	private static final String CURRENT = "argon2id";

	private static final int SALT_BYTES = 16;

	private static final int HASH_BYTES = 32;

	private static final int MEMORY_KIB = 19456;

	private PasswordEncoders() {
	}

	/** Deprecated formats are read, never written. */
	@SuppressWarnings("deprecation")
	static PasswordEncoder delegating() {
		Map<String, PasswordEncoder> encoders = new HashMap<>();
		encoders.put(CURRENT, new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, 1, MEMORY_KIB, 2));
		encoders.put("argon2@SpringSecurity_v5_8", Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8());
		encoders.put("argon2", Argon2PasswordEncoder.defaultsForSpringSecurity_v5_2());
		encoders.put("bcrypt", new BCryptPasswordEncoder());
		encoders.put("pbkdf2@SpringSecurity_v5_8", Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8());
		encoders.put("pbkdf2", Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_5());
		encoders.put("scrypt@SpringSecurity_v5_8", SCryptPasswordEncoder.defaultsForSpringSecurity_v5_8());
		encoders.put("scrypt", SCryptPasswordEncoder.defaultsForSpringSecurity_v4_1());
		return new DelegatingPasswordEncoder(CURRENT, encoders);
	}

}
