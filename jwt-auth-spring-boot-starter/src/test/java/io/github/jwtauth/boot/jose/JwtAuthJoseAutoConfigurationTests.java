package io.github.jwtauth.boot.jose;

import java.time.Duration;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.AccessTokenReader;
import io.github.jwtauth.session.RevokedSessions;
import io.github.jwtauth.token.AccessTokenEncoder;
import io.github.jwtauth.token.AccessTokenSettings;
import io.github.jwtauth.token.KeyRotationSettings;
import io.github.jwtauth.token.SigningKeyRing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * What is wired, by which property, and what a host may replace.
 */
class JwtAuthJoseAutoConfigurationTests {

	private final WebApplicationContextRunner runner = TestHouse.runner();

	@Test
	void signsVerifiesAndPublishes() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(AccessTokenEncoder.class)
				.hasSingleBean(AccessTokenReader.class)
				.hasSingleBean(SigningKeyRing.class)
				.hasSingleBean(JwksController.class)
				.hasSingleBean(DiscoveryController.class);
			assertThat(context.getBean(KeyRotationSettings.class).interval()).isEqualTo(Duration.ofDays(90));
			assertThat(context.getBean(AccessTokenReader.class).read(TestHouse.issue(context))).isPresent();
		});
	}

	@Test
	void theHostMayKeepTheKeys() {
		this.runner.withUserConfiguration(OwnKeys.class).run((context) -> {
			String token = TestHouse.issue(context);

			assertThat(TestHouse.decoder(context).decode(token).getHeaders()).containsEntry("kid", "kms-1");
			assertThat(context.getBean(JwksController.class).keys().getBody().keys()).singleElement()
				.satisfies((key) -> assertThat(key).containsEntry("kid", "kms-1").doesNotContainKey("d"));
		});
	}

	/** J-27: what a key store adds to a key must not stand in the header of a token. */
	@Test
	void aKeyWithACertificateSignsTokensThatAreAccepted() {
		this.runner.withUserConfiguration(CertifiedKeys.class).run((context) -> {
			String token = TestHouse.issue(context);

			assertThat(TestHouse.decoder(context).decode(token).getHeaders()).containsOnlyKeys("alg", "kid", "typ");
		});
	}

	@Test
	void theHostMaySign() {
		this.runner.withUserConfiguration(OwnKeys.class, OwnEncoder.class).run((context) -> {
			String token = TestHouse.issue(context);

			assertThat(TestHouse.decoder(context).decode(token).getHeaders()).containsEntry("kid", "kms-1");
		});
	}

	@Test
	void theHostMayReplaceTheEncoderAltogether() {
		AccessTokenEncoder theirs = mock(AccessTokenEncoder.class);
		this.runner.withBean(AccessTokenEncoder.class, () -> theirs)
			.run((context) -> assertThat(context.getBean(AccessTokenEncoder.class)).isSameAs(theirs));
	}

	@Test
	void anEncoderThatIsNotMarkedIsTheHostsOwn() {
		this.runner.withBean(JwtEncoder.class, () -> mock(JwtEncoder.class))
			.run((context) -> assertThat(TestHouse.issue(context)).contains("."));
	}

	@Test
	void theRotationIntervalIsAProperty() {
		this.runner.withPropertyValues("jwtauth.signing.rotation-interval=30d")
			.run((context) -> assertThat(context.getBean(KeyRotationSettings.class).interval())
				.isEqualTo(Duration.ofDays(30)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1d", "400d", "0s", "-1d" })
	void anIntervalThatCannotWorkRefusesToStart(String interval) {
		this.runner.withPropertyValues("jwtauth.signing.rotation-interval=" + interval)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("jwtauth.signing.rotation-interval"));
	}

	/** What is written must be what is compared, to the letter. */
	@Test
	void anIssuerIsWrittenAsItIsConfigured() {
		shouting().run((context) -> {
			String token = TestNode.standing().issue(context.getBean(AccessTokenEncoder.class), "HTTPS://iss");

			assertThat(TestHouse.decoder(context).decode(token).getClaimAsString("iss")).isEqualTo("HTTPS://iss");
		});
	}

	@Test
	void anIssuerThatAnEncoderWouldWriteInAnotherWayRefusesToStart() {
		shouting().withUserConfiguration(OwnKeys.class, OwnEncoder.class)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("jwtauth.issuer"));
	}

	private WebApplicationContextRunner shouting() {
		AccessTokenSettings settings = new AccessTokenSettings("HTTPS://iss", "api", "c", Duration.ofMinutes(15));
		return this.runner.withBean("shouting", AccessTokenSettings.class, () -> settings,
				(bean) -> bean.setPrimary(true));
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "revocations", "always", "" })
	void theSessionCheckIsAProperty(String mode) {
		this.runner.withPropertyValues(mode.isEmpty() ? "x=y" : "jwtauth.access-token.session-check=" + mode)
			.run((context) -> {
				String token = TestHouse.issue(context);
				boolean acceptedBefore = isAccepted(context.getBean(AccessTokenReader.class), token);
				context.getBean(RevokedSessions.class).sessionEnded(TestNode.SESSION);
				boolean acceptedAfter = isAccepted(context.getBean(AccessTokenReader.class), token);

				// The store of this test knows no session
				assertThat(acceptedBefore).isEqualTo(!"always".equals(mode));
				assertThat(acceptedAfter).isEqualTo("none".equals(mode));
			});
	}

	private static boolean isAccepted(AccessTokenReader reader, String token) {
		return reader.read(token).isPresent();
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnKeys {

		@JwtAuthBean
		@Bean(defaultCandidate = false)
		JWKSource<SecurityContext> kms() throws Exception {
			ECKey key = new ECKeyGenerator(Curve.P_256).keyID("kms-1").generate();
			return (selector, context) -> selector.select(new JWKSet(key));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CertifiedKeys {

		@JwtAuthBean
		@Bean(defaultCandidate = false)
		JWKSource<SecurityContext> keyStore() throws Exception {
			ECKey key = new ECKey.Builder(new ECKeyGenerator(Curve.P_256).keyID("store-1").generate())
				.x509CertSHA256Thumbprint(Base64URL.encode(new byte[32]))
				.build();
			return (selector, context) -> selector.select(new JWKSet(key));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnEncoder {

		@JwtAuthBean
		@Bean(defaultCandidate = false)
		JwtEncoder kmsEncoder(@JwtAuthBean JWKSource<SecurityContext> kms) {
			return new NimbusJwtEncoder(kms);
		}

	}

}
