package io.github.jwtauth.test;

import java.net.URI;
import java.util.List;

import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.JwtAuthHttpAutoConfiguration;
import io.github.jwtauth.boot.http.PublicUrl;
import io.github.jwtauth.boot.security.JwtAuthSecurityAutoConfiguration;
import io.github.jwtauth.session.LiveSessions;
import io.github.jwtauth.session.RefreshTokenCodec;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * What the chains of a slice are made from where no database, no secret and no key are.
 * Callers come from {@link WithAuthUser}; a token in a request is always refused.
 */
@AutoConfiguration(before = { JwtAuthHttpAutoConfiguration.class, JwtAuthSecurityAutoConfiguration.class })
final class SlicePartsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RandomBytes jwtAuthSliceRandomBytes() {
		return RandomBytes.secure();
	}

	@Bean
	@ConditionalOnMissingBean
	SecretKeys jwtAuthSliceSecretKeys() {
		return SecretKeys.of(Secret.of(TestDefaults.SECRET), List.of());
	}

	@Bean
	@ConditionalOnMissingBean
	RefreshTokenCodec jwtAuthSliceRefreshTokenCodec(SecretKeys keys) {
		return new RefreshTokenCodec(keys);
	}

	@Bean
	@ConditionalOnMissingBean
	PublicUrl jwtAuthSlicePublicUrl(Environment environment) {
		return new PublicUrl(environment.getProperty("jwtauth.public-url", URI.class));
	}

	@Bean
	@ConditionalOnMissingBean
	LiveSessions jwtAuthSliceLiveSessions() {
		return LiveCallers.around(null);
	}

	@JwtAuthBean
	@Bean(defaultCandidate = false)
	JwtDecoder jwtAuthSliceDecoder() {
		return SlicePartsAutoConfiguration::refuse;
	}

	/** By its name the library knows that the host's callers are its own. */
	@Bean("jwtAuthResourceServerDecoder")
	@ConditionalOnMissingBean(JwtDecoder.class)
	JwtDecoder jwtAuthSliceHostDecoder() {
		return SlicePartsAutoConfiguration::refuse;
	}

	private static Jwt refuse(String token) {
		throw new BadJwtException("A slice verifies no tokens");
	}

}
