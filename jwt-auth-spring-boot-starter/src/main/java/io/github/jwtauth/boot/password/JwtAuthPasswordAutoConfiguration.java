package io.github.jwtauth.boot.password;

import java.time.Clock;

import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.password.BreachedPasswords;
import io.github.jwtauth.password.HashWeight;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.protection.HashingBulkhead;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Compares and encodes passwords.
 */
@AutoConfiguration(afterName = "io.github.jwtauth.boot.userdetails.JwtAuthUserDetailsAutoConfiguration")
@ImportRuntimeHints(PasswordHints.class)
public final class JwtAuthPasswordAutoConfiguration {

	/**
	 * Also for the encoders of hosts: what a hash says of itself does not depend on them.
	 */
	@Bean
	@ConditionalOnMissingBean
	HashWeight jwtAuthHashWeight() {
		return PasswordEncoders.weights();
	}

	/** Somebody outside is asked only where the host says so. */
	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("jwtauth.password.breach-check")
	BreachedPasswords jwtAuthBreachedPasswords(@JwtAuthBean Clock clock) {
		return new PublishedPasswords(clock);
	}

	/**
	 * The encoder is no bean: Spring Security looks one up by type for the host's own
	 * users, and takes the only one there is, candidate or not (decision 22).
	 */
	@Bean
	@ConditionalOnMissingBean
	Passwords jwtAuthPasswords(@JwtAuthBean ObjectProvider<PasswordEncoder> encoder, HashingBulkhead bulkhead,
			RandomBytes random, HashWeight weight) {
		return new Passwords(encoder.getIfAvailable(PasswordEncoders::delegating), bulkhead, random, weight);
	}

}
