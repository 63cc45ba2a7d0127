package io.github.jwtauth.boot;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.github.jwtauth.Secret;
import io.github.jwtauth.boot.autoconfigure.JwtAuthAutoConfiguration;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.password.RawPassword;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

/**
 * Whose beans of common types are whose (decision 22): only marked ones reach us, and
 * ours reach nobody.
 */
class HostBeansTests {

	private static final List<Class<?>> COMMON = List.of(PasswordEncoder.class, JwtEncoder.class, JWKSource.class,
			Clock.class, UserDetailsService.class);

	private static final RawPassword PASSWORD = RawPassword.of(Secret.of("correct horse"), "password");

	private final WebApplicationContextRunner runner = TestStarter.runner();

	@Test
	void nothingOfOursIsACandidateForTheHost() {
		this.runner.run((context) -> {
			assertThat(COMMON).allSatisfy((type) -> assertThat(candidate(context, type)).isNull());
			// Spring Security takes the only bean of some types, candidate or not
			assertThat(COMMON).filteredOn((type) -> type != Clock.class)
				.allSatisfy((type) -> assertThat(context).doesNotHaveBean(type));
		});
	}

	@Test
	void aHostThatNeedsAnEncoderBringsOne() {
		this.runner.withBean("needsOne", NeedsEncoder.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(NoSuchBeanDefinitionException.class));
	}

	@Test
	void theHostGetsItsOwn() {
		this.runner.withUserConfiguration(OwnBeans.class).withBean("needsOne", NeedsEncoder.class).run((context) -> {
			assertThat(context.getBean(NeedsEncoder.class).encoder()).isSameAs(context.getBean("hostEncoder"));
			assertThat(context.getBean(PasswordEncoder.class)).isSameAs(context.getBean("hostEncoder"));
			assertThat(candidate(context, Clock.class)).isSameAs(context.getBean("hostClock"));
			assertThat(context.getBean(JwtEncoder.class)).isSameAs(context.getBean("hostJwtEncoder"));
			assertThat(context.getBean(JWKSource.class)).isSameAs(context.getBean("hostKeys"));
		});
	}

	@Test
	void whatIsNotMarkedIsNotUsed() {
		this.runner.withUserConfiguration(OwnBeans.class).run((context) -> {
			assertThat(context.getBean(Passwords.class).encode(PASSWORD).reveal()).startsWith("{argon2id}");
			assertThat(ownClock(context)).isNotSameAs(context.getBean("hostClock"));
			verifyNoInteractions(context.getBean("hostJwtEncoder"), context.getBean("hostKeys"),
					context.getBean("hostUsers"));
		});
	}

	@Test
	void whatIsMarkedIsUsed() {
		this.runner.withUserConfiguration(MarkedBeans.class).run((context) -> {
			assertThat(context.getBean(Passwords.class).encode(PASSWORD).reveal()).startsWith("$2a$");
			assertThat(ownClock(context).instant()).isEqualTo(Instant.EPOCH);
			assertThat(context).doesNotHaveBean("jwtAuthClock");
			assertThat(context).doesNotHaveBean("jwtAuthTokenConverter");
			assertThat(candidate(context, PasswordEncoder.class)).isNull();
			assertThat(candidate(context, Clock.class)).isNull();
		});
	}

	@Test
	void aMarkedOneBesideTheHostsOwnIsNotInItsWay() {
		// as Spring Security looks for the encoder of the host's users
		this.runner.withUserConfiguration(OwnBeans.class, MarkedBeans.class).run((context) -> {
			assertThat(context.getBeanProvider(PasswordEncoder.class).getIfUnique())
				.isSameAs(context.getBean("hostEncoder"));
			assertThat(context.getBeanProvider(Clock.class).getIfUnique()).isSameAs(context.getBean("hostClock"));
		});
	}

	@Test
	void aMarkedClassCountsLikeAMarkedMethod() {
		this.runner.withUserConfiguration(StoppedClock.class).run((context) -> {
			assertThat(ownClock(context)).isInstanceOf(StoppedClock.class);
			assertThat(context).doesNotHaveBean("jwtAuthClock");
		});
	}

	@Test
	void otherPeoplesConditionsDoNotSeeOurs() {
		this.runner.withConfiguration(AutoConfigurations.of(SomebodysAutoConfiguration.class))
			.run((context) -> assertThat(context).hasBean("somebodysClock").hasBean("somebodysEncoder"));
	}

	private static Object candidate(ApplicationContext context, Class<?> type) {
		Probe probe = context.getAutowireCapableBeanFactory().createBean(Probe.class);
		return Map
			.of(PasswordEncoder.class, probe.encoder, JwtEncoder.class, probe.jwtEncoder, JWKSource.class, probe.keys,
					Clock.class, probe.clock, UserDetailsService.class, probe.users)
			.get(type)
			.getIfAvailable();
	}

	private static Clock ownClock(ApplicationContext context) {
		return context.getAutowireCapableBeanFactory().createBean(ClockProbe.class).clock;
	}

	/** Asks for everything as a bean of the host would. */
	record Probe(ObjectProvider<PasswordEncoder> encoder, ObjectProvider<JwtEncoder> jwtEncoder,
			ObjectProvider<JWKSource<SecurityContext>> keys, ObjectProvider<Clock> clock,
			ObjectProvider<UserDetailsService> users) {

	}

	/** Asks as our beans do. */
	record ClockProbe(@JwtAuthBean Clock clock) {

	}

	record NeedsEncoder(PasswordEncoder encoder) {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnBeans {

		@Bean
		PasswordEncoder hostEncoder() {
			return new BCryptPasswordEncoder(4);
		}

		@Bean
		Clock hostClock() {
			return Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
		}

		@Bean
		JwtEncoder hostJwtEncoder() {
			return mock(JwtEncoder.class);
		}

		@Bean
		@SuppressWarnings("unchecked")
		JWKSource<SecurityContext> hostKeys() {
			return mock(JWKSource.class);
		}

		@Bean
		UserDetailsService hostUsers() {
			return mock(UserDetailsService.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MarkedBeans {

		@JwtAuthBean
		@Bean(defaultCandidate = false)
		PasswordEncoder markedEncoder() {
			return new BCryptPasswordEncoder(4);
		}

		@JwtAuthBean
		@Bean(defaultCandidate = false)
		Clock markedClock() {
			return Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
		}

		@JwtAuthBean
		@Bean(defaultCandidate = false)
		Converter<Jwt, AbstractAuthenticationToken> markedConverter() {
			return (jwt) -> new JwtAuthenticationToken(jwt);
		}

	}

	@JwtAuthBean
	static class StoppedClock extends Clock {

		@Override
		public ZoneOffset getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return Instant.EPOCH;
		}

	}

	@AutoConfiguration(after = JwtAuthAutoConfiguration.class)
	static class SomebodysAutoConfiguration {

		@Bean
		@ConditionalOnMissingBean
		Clock somebodysClock() {
			return Clock.systemUTC();
		}

		@Bean
		@ConditionalOnMissingBean
		PasswordEncoder somebodysEncoder() {
			return new BCryptPasswordEncoder(4);
		}

	}

}
