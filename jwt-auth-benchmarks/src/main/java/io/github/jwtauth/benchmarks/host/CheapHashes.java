package io.github.jwtauth.benchmarks.host;

import io.github.jwtauth.boot.JwtAuthBean;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Hashes that cost a millisecond, so that a login shows what else it costs. For nothing
 * but that.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("benchmark.cheap-hashes")
class CheapHashes {

	@Bean(defaultCandidate = false)
	@JwtAuthBean
	PasswordEncoder passwordEncoder() {
		return new BCryptPasswordEncoder(4);
	}

}
