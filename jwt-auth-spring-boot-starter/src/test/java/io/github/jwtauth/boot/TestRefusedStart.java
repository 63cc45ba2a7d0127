package io.github.jwtauth.boot;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.boot.audit.JwtAuthAuditAutoConfiguration;
import io.github.jwtauth.boot.external.JwtAuthExternalLoginAutoConfiguration;
import io.github.jwtauth.boot.housekeeping.JwtAuthHousekeepingAutoConfiguration;
import io.github.jwtauth.boot.jpa.JwtAuthJpaAutoConfiguration;
import io.github.jwtauth.boot.mail.JwtAuthMailAutoConfiguration;
import io.github.jwtauth.boot.ratelimit.JwtAuthRateLimitAutoConfiguration;
import io.github.jwtauth.notification.InMemoryMailOutbox;
import io.github.jwtauth.token.InMemorySigningKeyStore;
import io.github.jwtauth.token.KeyRotationSettings;
import io.github.jwtauth.token.SigningAlgorithm;
import io.github.jwtauth.token.SigningKeyRing;
import io.github.jwtauth.token.SigningKeyStore;
import org.apache.commons.logging.LogFactory;
import org.mockito.Mockito;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts an application that must not start, and reads why as Spring Boot would print it.
 * It has no database, which counts as one that outlives the process.
 */
final class TestRefusedStart {

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	/** What no line of a properties file says, or not alone. */
	private static final Map<String, UnaryOperator<WebApplicationContextRunner>> SPECIAL = Map.ofEntries(
			Map.entry("secret: not set, kept", with("secret=")),
			Map.entry("public-url: not set, kept", with("public-url=")),
			Map.entry("public-url: not set, with an issuer, and mail is sent",
					with("public-url=", "issuer=https://issuer.example")),
			Map.entry("previous-secrets: the keys in the database belong to another secret",
					(runner) -> runner.withAllowBeanDefinitionOverriding(true)
						.withBean("signingKeyStore", SigningKeyStore.class, TestRefusedStart::keysOfAnotherSecret)),
			Map.entry("registration.terms-version: a text of 65 characters",
					with("registration.terms-version=" + "v".repeat(65))),
			Map.entry("registration.privacy-version: a text of 65 characters",
					with("registration.privacy-version=" + "v".repeat(65))),
			Map.entry("email-verification.mode: nobody carries mail, kept", (runner) -> runner),
			Map.entry("schema.initialize: the tables are missing, kept",
					(runner) -> runner.withBean(DataSource.class,
							() -> new DriverManagerDataSource("jdbc:h2:file:./target/refusals/" + UUID.randomUUID(),
									"sa", ""))),
			Map.entry("data-source: `nobody` with two databases",
					(runner) -> runner.withPropertyValues("jwtauth.data-source=nobody")
						.withConfiguration(AutoConfigurations.of(JwtAuthJpaAutoConfiguration.class))
						.withBean("orders", DataSource.class, () -> Mockito.mock(DataSource.class))
						.withBean("stock", DataSource.class, () -> Mockito.mock(DataSource.class))),
			Map.entry("PasswordEncoder: one that writes passwords as they are typed",
					(runner) -> runner.withUserConfiguration(Legible.class)),
			Map.entry("@JwtAuthBean JwtEncoder: one whose key nobody knows",
					(runner) -> runner.withUserConfiguration(Foreign.class)));

	private TestRefusedStart() {
	}

	/**
	 * Starts it.
	 * @param property of the page
	 * @param example what the page says is refused
	 * @return the message
	 */
	static FailureAnalysis read(String property, String example) {
		AtomicReference<ConfigurableApplicationContext> refused = new AtomicReference<>();
		AtomicReference<FailureAnalysis> message = new AtomicReference<>();
		configured(property, example).withInitializer(refused::set).run((context) -> {
			assertThat(context).hasFailed();
			message.set(analyze(refused.get(), context.getStartupFailure()));
		});
		return message.get();
	}

	private static WebApplicationContextRunner configured(String property, String example) {
		UnaryOperator<WebApplicationContextRunner> special = SPECIAL.get(property + ": " + example);
		if (special != null) {
			return special.apply(example.startsWith("nobody carries mail") ? mute(property) : host(property));
		}
		if (property.startsWith("signing.keys")) {
			return keys(example).apply(host(property));
		}
		List<String> code = CODE.matcher(example).results().map((found) -> found.group(1)).toList();
		assertThat(code).as(example).isNotEmpty();
		WebApplicationContextRunner host = with(property + "=" + code.get(0)).apply(host(property));
		return with(code.subList(1, code.size()).toArray(String[]::new)).apply(host);
	}

	private static WebApplicationContextRunner host(String property) {
		return mute(property).withPropertyValues("spring.mail.host=127.0.0.1");
	}

	private static WebApplicationContextRunner mute(String property) {
		return (property.equals("accounts") ? TestStarter.runnerWithoutAccounts() : TestStarter.runner())
			.withConfiguration(
					AutoConfigurations.of(JwtAuthMailAutoConfiguration.class, MailSenderAutoConfiguration.class,
							JwtAuthHousekeepingAutoConfiguration.class, JwtAuthExternalLoginAutoConfiguration.class,
							JwtAuthAuditAutoConfiguration.class, JwtAuthRateLimitAutoConfiguration.class))
			.withUserConfiguration(Outbox.class);
	}

	/** In the order of Spring Boot: the first that knows the failure speaks. */
	private static FailureAnalysis analyze(ConfigurableApplicationContext context, Throwable failure) {
		ArgumentResolver arguments = ArgumentResolver.of(BeanFactory.class, context.getBeanFactory())
			.and(Environment.class, context.getEnvironment());
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, arguments, FailureHandler.logging(LogFactory.getLog(TestRefusedStart.class)))
			.stream()
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseThrow(() -> new AssertionError("nobody explains it", failure));
	}

	private static UnaryOperator<WebApplicationContextRunner> with(String... lines) {
		return (runner) -> {
			WebApplicationContextRunner configured = runner;
			for (String line : lines) {
				configured = configured.withPropertyValues("jwtauth." + line);
			}
			return configured;
		};
	}

	private static UnaryOperator<WebApplicationContextRunner> keys(String example) {
		String first = "signing.keys[0].content=";
		String hs256 = "signing.algorithm=hs256";
		try {
			return switch (example) {
				case "an RSA key of 1024 bits" -> with(first + rsa(1024), "signing.algorithm=ps256");
				case "an RSA key of 2048 bits" -> with(first + rsa(2048), "signing.algorithm=ps256");
				case "a key for encryption" -> with(first + ec().keyUse(KeyUse.ENCRYPTION).generate().toJSONString());
				case "a key whose key_ops are not for signatures" ->
					with(first + ec().keyOperations(Set.of(KeyOperation.ENCRYPT)).generate().toJSONString());
				case "a shared secret beside public keys" -> with(first + shared("SeFAHtbk5T4hJcY0sl3pZ9qo5FOlb3mz"));
				case "a shared secret of 31 bytes" -> with(first + shared("SeFAHtbk5T4hJcY0sl3pZ9qo5FOlb3m"), hs256);
				case "a shared secret that is one letter" -> with(first + shared("a".repeat(64)), hs256);
				case "no file" -> with("signing.keys[0].location=file:./target/no-such-file.pem");
				case "two keys with one kid" -> with(first + ec().generate().toJSONString(),
						"signing.keys[1].content=" + ec().generate().toJSONString());
				default -> throw new IllegalArgumentException(example);
			};
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String rsa(int bits) throws JOSEException {
		return new RSAKeyGenerator(bits, true).keyID("key").generate().toJSONString();
	}

	private static JWKGenerator<ECKey> ec() {
		return new ECKeyGenerator(Curve.P_256).keyID("key");
	}

	private static String shared(String secret) {
		JWK key = new OctetSequenceKey.Builder(secret.getBytes(StandardCharsets.US_ASCII)).keyID("key").build();
		return key.toJSONString();
	}

	private static SigningKeyStore keysOfAnotherSecret() {
		SigningKeyStore store = new InMemorySigningKeyStore(new InMemoryTransactions());
		RandomBytes random = RandomBytes.secure();
		SecretKeys lost = SecretKeys.of(Secret.of("DIdPELTOtcM04A0QOAywUSTOW4CN-DVEzeGMGyaLCtM"), List.of());
		KeyRotationSettings settings = KeyRotationSettings.every(SigningAlgorithm.ES256, Duration.ofDays(90),
				Duration.ofMinutes(15));
		new SigningKeyRing(store, new AtRestEncryption(lost, random), settings, random, Clock.systemUTC()).start();
		return store;
	}

	@Configuration(proxyBeanMethods = false)
	static class Outbox {

		@Bean
		InMemoryMailOutbox outbox(InMemoryTransactions transactions) {
			return new InMemoryMailOutbox(transactions);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Legible {

		@Bean
		@JwtAuthBean
		@SuppressWarnings("deprecation")
		PasswordEncoder plain() {
			return org.springframework.security.crypto.password.NoOpPasswordEncoder.getInstance();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Foreign {

		@Bean
		@JwtAuthBean
		JwtEncoder kms() {
			return Mockito.mock(JwtEncoder.class);
		}

	}

}
