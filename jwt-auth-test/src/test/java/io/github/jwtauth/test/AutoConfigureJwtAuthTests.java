package io.github.jwtauth.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.test.shop.ShopApplication;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.env.MapPropertySource;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.test.context.MergedContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/** What the annotation brings, and what the host keeps. */
class AutoConfigureJwtAuthTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TestKitAutoConfiguration.class));

	@Test
	void limitsAreOffAndThereAreASecretAndAnAddress() {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			customize(context);
			assertThat(context.getEnvironment().getProperty("jwtauth.rate-limit.enabled")).isEqualTo("false");
			assertThat(context.getEnvironment().getProperty("jwtauth.secret")).isNotBlank();
			assertThat(context.getEnvironment().getProperty("jwtauth.public-url")).isEqualTo("http://localhost:8080");
			assertThat(context.getEnvironment().getProperty("jwtauth.lockout.mode")).isNull();
		}
	}

	@Test
	void propertiesOfTheHostWin() {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.getEnvironment()
				.getPropertySources()
				.addLast(new MapPropertySource("application.properties", Map.of("jwtauth.rate-limit.enabled", "true")));
			customize(context);
			assertThat(context.getEnvironment().getProperty("jwtauth.rate-limit.enabled")).isEqualTo("true");
		}
	}

	@Test
	void aSecretFromTheEnvironmentIsNotMissed() {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.getEnvironment()
				.getPropertySources()
				.addFirst(
						new MapPropertySource("application.properties", Map.of("jwtauth.secret", "${JWTAUTH_SECRET}")));
			customize(context);
			assertThat(context.getEnvironment().getProperty("jwtauth.secret")).isEqualTo(TestDefaults.SECRET);
		}
	}

	@Test
	void testsWithTheAnnotationShareAContext() {
		assertThat(new TestDefaults()).isEqualTo(new TestDefaults()).hasSameHashCodeAs(new TestDefaults());
		assertThat(new TestDefaultsFactory().createContextCustomizer(AutoConfigureJwtAuthTests.class,
				Collections.emptyList()))
			.isNull();
		assertThat(new TestDefaultsFactory().createContextCustomizer(InAnApplication.class, Collections.emptyList()))
			.isEqualTo(new TestDefaults());
	}

	@Test
	void aClockOfTheHostsOwnStays() {
		this.runner.withUserConfiguration(OwnClock.class)
			.run((context) -> assertThat(context).doesNotHaveBean(TestClock.class).hasSingleBean(Clock.class));
	}

	@Test
	void withoutAWebServerTheClientSaysWhatIsMissing() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.satisfies((started) -> assertThatException().isThrownBy(() -> started.getBean(AuthTestClient.class))
				.withRootCauseInstanceOf(IllegalStateException.class)
				.havingRootCause()
				.withMessageContaining("RANDOM_PORT")));
	}

	private static void customize(GenericApplicationContext context) {
		new TestDefaults().customizeContext(context,
				new MergedContextConfiguration(Object.class, null, null, null, null));
	}

	@Nested
	@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
	@AutoConfigureJwtAuth
	class InAnApplication {

		@Autowired
		private AuthTestClient client;

		@Autowired
		private TestAccounts accounts;

		@Autowired
		private TestClock clock;

		@Autowired
		private CapturedMails mails;

		@Autowired
		@JwtAuthBean
		private JwtDecoder decoder;

		@Autowired
		@JwtAuthBean
		private Converter<Jwt, AbstractAuthenticationToken> converter;

		/** Whichever of the two runs second finds what the first has left. */
		@Test
		void everyTestStartsAnew() {
			startsAnewAndLeavesTraces("first@anew.example.com");
		}

		@Test
		void everyOtherTestToo() {
			startsAnewAndLeavesTraces("second@anew.example.com");
		}

		private void startsAnewAndLeavesTraces(String email) {
			assertThat(this.clock.instant()).isBetween(Instant.now().minusSeconds(10), Instant.now().plusSeconds(10));
			assertThat(this.mails.all()).isEmpty();
			this.clock.advance(Duration.ofHours(1));
			this.client.register(email, TestAccounts.PASSWORD);
			this.mails.deliver(this.mails.next(email).outgoing());
			assertThat(this.mails.all()).isNotEmpty();
		}

		/** A token that a login brings is what the annotations have to be like. */
		@Test
		@WithAuthUser(claims = "branch=north")
		void aCallerOfATestIsLikeOneWhoHasLoggedIn() {
			this.accounts.add("real@like.example.com", "USER");
			Jwt real = this.decoder
				.decode(this.client.login("real@like.example.com", TestAccounts.PASSWORD).accessToken());
			AbstractAuthenticationToken made = (AbstractAuthenticationToken) SecurityContextHolder.getContext()
				.getAuthentication();
			assertThat(made).isNotNull();
			Jwt ofTest = (Jwt) made.getPrincipal();

			assertThat(ofTest.getHeaders()).containsOnlyKeys(real.getHeaders().keySet());
			assertThat(ofTest.getClaims()).containsOnlyKeys(real.getClaims().keySet());
			real.getClaims()
				.forEach((name, value) -> assertThat(ofTest.getClaims().get(name)).as(name)
					.isInstanceOf((value instanceof List) ? List.class : value.getClass()));
			for (String same : new String[] { "iss", "aud", "client_id", "amr", "roles", "email_verified" }) {
				assertThat(ofTest.getClaims().get(same)).as(same).isEqualTo(real.getClaims().get(same));
			}
			AbstractAuthenticationToken converted = this.converter.convert(real);
			assertThat(converted).isNotNull().hasSameClassAs(made);
			assertThat(made.getAuthorities()).extracting(GrantedAuthority::getAuthority)
				.containsExactlyInAnyOrderElementsOf(
						converted.getAuthorities().stream().map(GrantedAuthority::getAuthority).toList());
			assertThat(AuthenticatedAccount.of(made)).isPresent();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnClock {

		@Bean
		@JwtAuthBean
		Clock fixed() {
			return Clock.systemUTC();
		}

	}

}
