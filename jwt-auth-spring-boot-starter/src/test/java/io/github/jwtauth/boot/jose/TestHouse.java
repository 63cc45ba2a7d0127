package io.github.jwtauth.boot.jose;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;

import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.PublicUrl;
import io.github.jwtauth.session.LiveSessions;
import io.github.jwtauth.session.RevokedSessions;
import io.github.jwtauth.session.SessionStore;
import io.github.jwtauth.token.AccessTokenEncoder;
import io.github.jwtauth.token.AccessTokenSettings;
import io.github.jwtauth.token.SigningKeyStore;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.mockito.Mockito.mock;

/**
 * Auto-configurations around ours, and what core, the stores and the other adapters
 * provide.
 */
@Configuration(proxyBeanMethods = false)
class TestHouse {

	static WebApplicationContextRunner runner() {
		return new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(JwtAuthJoseAutoConfiguration.class,
					OAuth2ResourceServerAutoConfiguration.class, OAuth2ResourceServerWebSecurityAutoConfiguration.class,
					SecurityAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class,
					WebMvcAutoConfiguration.class))
			.withUserConfiguration(TestHouse.class);
	}

	static AccessTokenDecoder decoder(ApplicationContext context) {
		return context.getBean("jwtAuthAccessTokenDecoder", AccessTokenDecoder.class);
	}

	static String issue(ApplicationContext context) {
		return TestNode.standing().issue(context.getBean(AccessTokenEncoder.class));
	}

	@JwtAuthBean
	@Bean(defaultCandidate = false)
	Clock testClock() {
		return new MovableClock(TestNode.START);
	}

	@Bean
	SigningKeyStore signingKeyStore() {
		return new TestSigningKeyStore();
	}

	@Bean
	RandomBytes randomBytes() {
		return RandomBytes.secure();
	}

	@Bean
	AtRestEncryption encryption() {
		return TestNode.encryption();
	}

	@Bean
	AccessTokenSettings accessTokenSettings() {
		return TestNode.SETTINGS;
	}

	@Bean
	RevokedSessions revokedSessions(@JwtAuthBean Clock clock) {
		return new RevokedSessions(clock, Duration.ofMinutes(17));
	}

	@Bean
	SessionStore sessionStore() {
		return mock(SessionStore.class);
	}

	@Bean
	LiveSessions liveSessions(SessionStore sessions, RevokedSessions revoked, @JwtAuthBean Clock clock) {
		return new LiveSessions(sessions, revoked, clock);
	}

	@Bean
	PublicUrl publicUrl() {
		return new PublicUrl(URI.create("https://iss"));
	}

}
