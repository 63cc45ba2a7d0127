package io.github.jwtauth.boot.jose;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.token.SigningAlgorithm;
import io.github.jwtauth.token.SigningKeyRing;
import io.github.jwtauth.token.SigningKeyStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where keys come from, and with which ones an application does not start (R-62, J-10 to
 * J-12).
 */
class SigningConfigurationTests {

	private static final String KEYS = "jwtauth.signing.keys";

	private final WebApplicationContextRunner runner = TestHouse.runner();

	@TempDir
	Path directory;

	// J-12: nothing but public keys unless somebody asks
	@Test
	void keysAreGeneratedForEs256ByDefault() {
		this.runner.run((context) -> assertThat(signedWith(context)).isEqualTo("ES256"));
	}

	@ParameterizedTest
	@EnumSource(names = { "HS256", "PS256" })
	void theAlgorithmIsAProperty(SigningAlgorithm algorithm) {
		this.runner.withPropertyValues("jwtauth.signing.algorithm=" + algorithm)
			.run((context) -> assertThat(signedWith(context)).isEqualTo(algorithm.name()));
	}

	@Test
	void rs256IsLegacy() {
		assertRefused(this.runner.withPropertyValues("jwtauth.signing.algorithm=rs256"), "jwtauth.signing.algorithm",
				"jwtauth.signing.allow-legacy=true");
		this.runner.withPropertyValues("jwtauth.signing.algorithm=rs256", "jwtauth.signing.allow-legacy=true")
			.run((context) -> assertThat(signedWith(context)).isEqualTo("RS256"));
	}

	@Test
	void aSecretIsPublishedToNobody() {
		this.runner.withPropertyValues("jwtauth.signing.algorithm=hs256").run((context) -> {
			assertThat(context.getBean(JwksController.class).keys().getBody().keys()).isEmpty();
			assertThat(
					context.getBean(DiscoveryController.class).metadata().getBody().idTokenSigningAlgValuesSupported())
				.containsExactly("HS256");
		});
	}

	@Test
	void theFirstConfiguredKeySignsAndAllVerify() throws Exception {
		String before = issuedWith("old", "new");
		this.runner.withPropertyValues(keys("new", "old")).run((context) -> {
			String after = TestHouse.issue(context);
			assertThat(TestHouse.decoder(context).decode(after).getHeaders()).containsEntry("kid", "new");
			assertThat(TestHouse.decoder(context).decode(before).getHeaders()).containsEntry("kid", "old");
		});
		this.runner.withPropertyValues(keys("new"))
			.run((context) -> TestRefusals.assertRefused(TestHouse.decoder(context), before, "kid"));
	}

	@Test
	void nothingIsGeneratedWhereKeysAreConfigured() throws Exception {
		this.runner.withPropertyValues(keys("only")).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(SigningKeyRing.class);
			assertThat(context.getBean(SigningKeyStore.class).findAll()).isEmpty();
			assertThat(context.getBean(JwksController.class).keys().getBody().keys()).singleElement()
				.satisfies((key) -> assertThat(key).containsEntry("kid", "only").doesNotContainKey("d"));
		});
	}

	@Test
	void everyKindOfKeyCanBeConfigured() throws Exception {
		Path store = Files.write(this.directory.resolve("keys.p12"),
				TestKeys.keyStore("changeit", Map.of("jwt", TestKeys.p256("stored"))));
		this.runner
			.withPropertyValues(KEYS + "[0].location=" + store.toUri(), KEYS + "[0].password=changeit",
					KEYS + "[0].alias=jwt", KEYS + "[0].kid=stored",
					KEYS + "[1].content=" + TestKeys.rsaJwk(3072).toPublicJWK())
			.run((context) -> {
				assertThat(signedWith(context)).isEqualTo("ES256");
				assertThat(context.getBean(DiscoveryController.class)
					.metadata()
					.getBody()
					.idTokenSigningAlgValuesSupported()).containsExactly("ES256", "PS256");
			});
		this.runner.withPropertyValues("jwtauth.signing.algorithm=hs256", KEYS + "[0].content=" + TestKeys.secretJwk())
			.run((context) -> assertThat(signedWith(context)).isEqualTo("HS256"));
	}

	@Test
	void aRefusalNamesTheKeyAndNotWhatItIs() throws Exception {
		ConfiguredPair good = new ConfiguredPair(this.directory, "good");
		assertRefused(with(good.line(0), KEYS + "[1].content=" + TestKeys.rsaJwk(1024).toPublicJWK()), KEYS + "[1]",
				"1024 bits");
		assertRefused(with(good.line(0), KEYS + "[1].location=file:/does/not/exist"), KEYS + "[1]", "cannot be read");
		assertRefused(with(good.line(0), good.line(1)), KEYS + "[1]", "two keys have the kid");
		assertRefused(with(good.line(0), good.line(1), KEYS + "[1].kid=another"), KEYS + "[1]", "are the same key");
		assertRefused(with(good.line(0), KEYS + "[1].content=" + TestKeys.secretJwk()), KEYS + "[1]", "does not mix");
		assertRefused(with(KEYS + "[0].content=" + TestKeys.jwk("good").toPublicJWK()), KEYS + "[0]",
				"no private half");
		assertRefused(with(KEYS + "[0].content=" + TestKeys.rsaJwk(3072)), KEYS + "[0]",
				"jwtauth.signing.algorithm=ps256");
		assertRefused(with(good.line(0)).withPropertyValues("jwtauth.signing.algorithm=hs256"), KEYS + "[0]",
				"does not mix");
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdk", "auto", "BC" })
	void theProviderIsAProperty(String name) {
		this.runner.withPropertyValues("jwtauth.signing.provider=" + name)
			.run((context) -> assertThat(signedWith(context)).isEqualTo("ES256"));
	}

	@Test
	void aProviderThatIsNotThereRefusesToStart() {
		assertRefused(this.runner.withPropertyValues("jwtauth.signing.provider=Fast"), "jwtauth.signing.provider",
				"'Fast'");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 10000 })
	void theCacheIsAProperty(int size) {
		this.runner.withPropertyValues("jwtauth.access-token.verified-cache-size=" + size)
			.run((context) -> assertThat(signedWith(context)).isEqualTo("ES256"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "1000001" })
	void aSizeThatCannotBeRefusesToStart(String size) {
		assertRefused(this.runner.withPropertyValues("jwtauth.access-token.verified-cache-size=" + size),
				"jwtauth.access-token.verified-cache-size", size);
	}

	private WebApplicationContextRunner with(String... properties) {
		return this.runner.withPropertyValues(properties);
	}

	private String issuedWith(String... kids) throws Exception {
		List<String> tokens = new ArrayList<>();
		this.runner.withPropertyValues(keys(kids)).run((context) -> tokens.add(TestHouse.issue(context)));
		return tokens.get(0);
	}

	private String[] keys(String... kids) throws Exception {
		List<String> lines = new ArrayList<>();
		for (String kid : kids) {
			lines.add(new ConfiguredPair(this.directory, kid).line(lines.size() / 2));
			lines.add(KEYS + "[" + lines.size() / 2 + "].kid=" + kid);
		}
		return lines.toArray(String[]::new);
	}

	static String signedWith(AssertableWebApplicationContext context) {
		assertThat(context).hasNotFailed();
		String token = TestHouse.issue(context);
		return (String) TestHouse.decoder(context).decode(token).getHeaders().get("alg");
	}

	static void assertRefused(WebApplicationContextRunner runner, String... words) {
		runner.run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOf(InvalidPropertyException.class)
				.satisfies((ex) -> assertThat(ex.getMessage()).contains(words).doesNotContain("BEGIN", "\"d\""));
		});
	}

	/** A key in a file. */
	private record ConfiguredPair(Path directory, String name) {

		String line(int index) throws Exception {
			Path file = Files.writeString(this.directory.resolve(this.name + ".pem"),
					TestKeys.pem(TestKeys.p256(this.name).getPrivate()));
			return KEYS + "[" + index + "].location=" + file.toUri();
		}

	}

}
