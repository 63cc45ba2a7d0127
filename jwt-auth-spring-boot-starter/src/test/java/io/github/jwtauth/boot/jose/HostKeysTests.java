package io.github.jwtauth.boot.jose;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.token.SigningAlgorithm;
import io.github.jwtauth.token.SigningKeyRing;
import io.github.jwtauth.token.SigningKeyStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

import static io.github.jwtauth.boot.jose.SigningConfigurationTests.assertRefused;
import static io.github.jwtauth.boot.jose.SigningConfigurationTests.signedWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Keys that the host keeps, and an encoder of its own: what is used of them, and with
 * which ones an application does not start (R-62, J-11).
 */
@ExtendWith(OutputCaptureExtension.class)
class HostKeysTests {

	private static final String KEYS = "jwtauth.signing.keys";

	private final WebApplicationContextRunner runner = TestHouse.runner();

	@Test
	void nothingIsGeneratedWhereTheHostKeepsTheKeys() {
		source(TestKeys.jwk("a")).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(SigningKeyRing.class);
			assertThat(context.getBean(SigningKeyStore.class).findAll()).isEmpty();
		});
	}

	/** Unless the host marks it, a source is for something else. */
	@Test
	void aSourceThatIsNotMarkedIsTheHostsOwn() {
		this.runner
			.withBean(JWKSource.class, () -> (selector, context) -> selector.select(new JWKSet(TestKeys.rsaJwk(1024))))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(SigningKeyRing.class));
	}

	@Test
	void keysOfASourceAreJudgedAtStart() {
		String place = "@JwtAuthBean JWKSource";
		assertRefused(source(TestKeys.rsaJwk(1024)), place, "1024 bits");
		assertRefused(source(TestKeys.jwk("a"), TestKeys.secretJwk()), place, "does not mix");
		assertRefused(source(TestKeys.jwk("a").toPublicJWK()), place, "none of its keys signs with ES256");
		assertRefused(source(TestKeys.rsaJwk(3072)), place, "none of its keys signs with ES256");
		assertRefused(source(TestKeys.jwk("a"), TestKeys.jwk("a")), place, "two keys have the kid");
		source(TestKeys.rsaJwk(3072)).withPropertyValues("jwtauth.signing.algorithm=ps256")
			.run((context) -> assertThat(signedWith(context)).isEqualTo("PS256"));
		source(TestKeys.secretJwk()).withPropertyValues("jwtauth.signing.algorithm=hs256")
			.run((context) -> assertThat(signedWith(context)).isEqualTo("HS256"));
	}

	/** The network comes later; then the same rules hold. */
	@Test
	void aSourceThatCannotAnswerYetDoesNotStopTheStart(CapturedOutput output) {
		Keys keys = new Keys();
		keys.down = true;
		this.runner.withUserConfiguration(SourceHost.class).withBean(Keys.class, () -> keys).run((context) -> {
			assertThat(context).hasNotFailed();
			String token = TestNode.standing().issue();
			assertThatExceptionOfType(AuthException.class).isThrownBy(() -> TestHouse.decoder(context).decode(token));

			keys.down = false;
			keys.add(TestKeys.rsaJwk(1024));
			keys.add(TestKeys.jwk("late"));
			assertThat(signedWith(context)).isEqualTo("ES256");
			TestHouse.issue(context);
		});
		assertThat(output).contains("cannot be read yet").containsOnlyOnce("The key rsa-1024 of the JWKSource");
	}

	@Test
	void aKeyThatTheSourceDropsIsDroppedAtOnce() {
		Keys keys = new Keys(TestKeys.jwk("first"), TestKeys.jwk("second"));
		this.runner.withUserConfiguration(SourceHost.class).withBean(Keys.class, () -> keys).run((context) -> {
			String token = TestHouse.issue(context);
			TestHouse.decoder(context).decode(token);
			keys.remove(0);
			TestRefusals.assertRefused(TestHouse.decoder(context), token, "kid");
			assertThat(TestHouse.decoder(context).decode(TestHouse.issue(context)).getHeaders()).containsEntry("kid",
					"second");
		});
	}

	/** Not every source reads what it is asked. */
	@Test
	void aSourceThatAlwaysNamesAllItsKeysIsUnderstood() {
		JWK first = TestKeys.jwk("first");
		JWK second = TestKeys.jwk("second");
		JwkSourceKeys keys = new JwkSourceKeys((selector, context) -> List.of(first, second),
				new KeyRules(SigningAlgorithm.ES256, false), SignatureProvider.jdk());
		assertThat(keys.find("second")).isNotNull().extracting(PublishedKey::kid).isEqualTo("second");
		assertThat(keys.find("third")).isNull();
	}

	/** 503, not 500: nothing is known about the token. */
	@Test
	void aSourceThatFailsInItsOwnWayIsDown() {
		JwkSourceKeys keys = new JwkSourceKeys((selector, context) -> {
			throw new IllegalStateException("the client of the KMS is closed");
		}, new KeyRules(SigningAlgorithm.ES256, false), SignatureProvider.jdk());
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> keys.find("any"));
	}

	/** A login that cannot be answered is tried again later; nothing is wrong with it. */
	@Test
	void aSourceThatHasLostItsPrivateKeysIsDown() {
		JWK publicHalf = TestKeys.jwk("a").toPublicJWK();
		JwkSourceKeys keys = new JwkSourceKeys((selector, context) -> List.of(publicHalf),
				new KeyRules(SigningAlgorithm.ES256, false), SignatureProvider.jdk());
		assertThatExceptionOfType(AuthException.class).isThrownBy(keys::signer);
	}

	/** A source that rotates for years must not leave a private key a day behind. */
	@Test
	void keysThatTheSourceHasDroppedAreForgotten() {
		List<JWK> source = new ArrayList<>(List.of(TestKeys.jwk("0")));
		JwkSourceKeys keys = new JwkSourceKeys((selector, context) -> selector.select(new JWKSet(source)),
				new KeyRules(SigningAlgorithm.ES256, false), SignatureProvider.jdk());
		for (int day = 1; day < 4; day++) {
			source.set(0, TestKeys.jwk(Integer.toString(day)));
			assertThat(keys.signer().key().kid()).isEqualTo(Integer.toString(day));
		}
		assertThat(keys.known()).containsExactly("3");
		assertThat(keys.find("3")).isNotNull();
	}

	@Test
	void anEncoderAloneRefusesToStart() {
		assertRefused(this.runner.withUserConfiguration(EncoderHost.class), "@JwtAuthBean JwtEncoder",
				"jwtauth.signing.keys[0].location");
	}

	/** A KMS signs, and here is its public key. */
	@Test
	void anEncoderGoesWithAConfiguredPublicKey() {
		this.runner.withUserConfiguration(EncoderHost.class)
			.withPropertyValues(KEYS + "[0].content=" + TestKeys.jwk("kms").toPublicJWK())
			.run((context) -> assertThat(signedWith(context)).isEqualTo("ES256"));
	}

	@Test
	void anEncoderGoesWithASourceOfPublicKeys() {
		source(TestKeys.jwk("kms").toPublicJWK()).withUserConfiguration(EncoderHost.class)
			.run((context) -> assertThat(signedWith(context)).isEqualTo("ES256"));
	}

	@Test
	void twoSourcesOfKeysAreOneTooMany() {
		assertRefused(this.runner.withPropertyValues(KEYS + "[0].content=" + TestKeys.jwk("a"))
			.withUserConfiguration(SourceHost.class)
			.withBean(Keys.class, () -> new Keys(TestKeys.jwk("b"))), KEYS, "JWKSource");
	}

	private WebApplicationContextRunner source(JWK... keys) {
		return this.runner.withUserConfiguration(SourceHost.class).withBean(Keys.class, () -> new Keys(keys));
	}

	/** Keys that change, in a place that can be down. */
	private static final class Keys {

		private final List<JWK> keys = new ArrayList<>();

		private boolean down;

		Keys(JWK... keys) {
			Stream.of(keys).forEach(this.keys::add);
		}

		void add(JWK key) {
			this.keys.add(key);
		}

		void remove(int index) {
			this.keys.remove(index);
		}

		List<JWK> all() throws KeySourceException {
			if (this.down) {
				throw new KeySourceException("down");
			}
			return List.copyOf(this.keys);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SourceHost {

		@JwtAuthBean
		@Bean(defaultCandidate = false)
		JWKSource<SecurityContext> source(Keys keys) {
			return (selector, context) -> selector.select(new JWKSet(keys.all()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EncoderHost {

		@JwtAuthBean
		@Bean(defaultCandidate = false)
		JwtEncoder kms() {
			return new NimbusJwtEncoder((selector, context) -> selector.select(new JWKSet(TestKeys.jwk("kms"))));
		}

	}

}
