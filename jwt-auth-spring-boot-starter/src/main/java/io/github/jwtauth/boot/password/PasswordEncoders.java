package io.github.jwtauth.boot.password;

import java.util.HashMap;
import java.util.Map;

import io.github.jwtauth.password.HashWeight;

import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

/**
 * Argon2id with OWASP's numbers for new passwords (decision 13); what Spring Security,
 * Django and Keycloak have written before is still read and upgraded at the next login.
 * There is no {@code {noop}}.
 */
final class PasswordEncoders {

	/** What may cost as much as it says itself. */
	private static final Map<String, HashFormat> FORMATS = Map.of("argon2@SpringSecurity_v5_8", Argon2Hash::ofPhc,
			"argon2", Argon2Hash::ofPhc, "bcrypt", BcryptHash::new, "scrypt@SpringSecurity_v5_8", ScryptHash::ofSpring,
			"scrypt", ScryptHash::ofSpring, "django", new DjangoFormat(), "keycloak", new KeycloakFormat());

	private PasswordEncoders() {
	}

	/** Deprecated formats are read, never written. */
	@SuppressWarnings("deprecation")
	static PasswordEncoder delegating() {
		Map<String, PasswordEncoder> encoders = new HashMap<>();
		encoders.put(CurrentEncoder.ID, new CurrentEncoder());
		FORMATS.forEach((id, format) -> encoders.put(id, new ImportedHashEncoder(id, format)));
		encoders.put("pbkdf2@SpringSecurity_v5_8", Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8());
		encoders.put("pbkdf2", Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_5());
		return new DelegatingPasswordEncoder(CurrentEncoder.ID, encoders);
	}

	static HashWeight weights() {
		Map<String, HashFormat> formats = new HashMap<>(FORMATS);
		formats.put(CurrentEncoder.ID, Argon2Hash::ofPhc);
		return new HashMemory(formats);
	}

}
