package io.github.jwtauth.flow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.jwtauth.boot.jpa.TestDatabases;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A dangerous configuration refuses to start, and the message names the property and the
 * way out.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartUpTests {

	@Test
	void everythingThatIsDangerousIsToldTogetherWithTheLinesToPaste(CapturedOutput output) {
		Map<String, String> dangerous = Map.of("jwtauth.secret", "secret", "jwtauth.password.min-length", "7",
				"jwtauth.cors.allowed-origins", "*", "jwtauth.session.max-per-account", "0", "jwtauth.trusted-proxies",
				"0.0.0.0/0", "jwtauth.signing.rotation-interval", "1h");
		TestHost.Starting host = TestHost.of(PlainHost.class).with(dangerous);

		assertThatException().isThrownBy(() -> host.start().close());
		assertThat(output).contains("APPLICATION FAILED TO START");
		assertThat(dangerous.keySet()).allSatisfy((property) -> assertThat(output).contains("- " + property + ": "));
		assertThat(pasted(output.getAll())).containsOnlyKeys("jwtauth.secret", "jwtauth.password.min-length",
				"jwtauth.session.max-per-account", "jwtauth.signing.rotation-interval");
	}

	/** Nothing is wrong but what records of properties refuse. */
	@Test
	void whatSeveralAdaptersRefuseIsToldTogether(CapturedOutput output) {
		TestHost.Starting host = TestHost.of(PlainHost.class)
			.with("jwtauth.cookie.path", "auth")
			.with("jwtauth.password.history", "25")
			.with("jwtauth.mail.templates", "classpath:/mails");

		assertThatException().isThrownBy(() -> host.start().close());
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("- jwtauth.cookie.path: ", "- jwtauth.password.history: ", "- jwtauth.mail.templates: ");
	}

	@Test
	void oneMessageListsAllThatIsMissingAndTheLinesMakeItStart(CapturedOutput output) {
		Map<String, String> database = TestDatabases.postgres();
		TestHost.Starting bare = TestHost.of(PlainHost.class).with(database).withoutTransport();
		assertThatException().isThrownBy(() -> bare.start().close());

		Map<String, String> lines = pasted(output.getAll());
		assertThat(lines).containsOnlyKeys("jwtauth.secret", "jwtauth.public-url", "jwtauth.schema.initialize",
				"spring.mail.host");
		try (TestHost host = TestHost.of(PlainHost.class).with(database).with(lines).withoutTransport().start()) {
			assertThat(host.caller().get("/auth/health").status()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "flyway", "liquibase" })
	void aMigrationToolOfTheHostMakesTheTablesUnasked(String tool) { // decision 18
		Map<String, String> database = TestDatabases.postgres();
		try (TestHost host = TestHost.of(PlainHost.class)
			.with(database)
			.with("spring.profiles.active", tool)
			.with("spring.flyway.locations", "classpath:host/flyway")
			.with("spring.liquibase.change-log", "classpath:host/liquibase/changelog.yaml")
			.with("jwtauth.secret", "kq8hO3YVbnU4cGxhpR7tSxW1eZfJ0dMiQy2LwNvAoTs")
			.with("jwtauth.public-url", "http://localhost")
			.start()) {
			host.account("user@example.com", "USER");
			assertThat(host.caller().login("user@example.com").status()).isEqualTo(200);
		}
	}

	@Test
	void aSecretThatNobodyHasAnyMoreStopsTheStart(CapturedOutput output) {
		// decision 5: the signing keys could not be decrypted
		Map<String, String> database = TestDatabases.postgres();
		persistent(database, "kq8hO3YVbnU4cGxhpR7tSxW1eZfJ0dMiQy2LwNvAoTs").start().close();

		TestHost.Starting other = persistent(database, "DIdPELTOtcM04A0QOAywUSTOW4CN-DVEzeGMGyaLCtM");
		assertThatException().isThrownBy(() -> other.start().close());
		assertThat(output).contains("APPLICATION FAILED TO START").contains("jwtauth.previous-secrets");

		persistent(database, "DIdPELTOtcM04A0QOAywUSTOW4CN-DVEzeGMGyaLCtM")
			.with("jwtauth.previous-secrets", "kq8hO3YVbnU4cGxhpR7tSxW1eZfJ0dMiQy2LwNvAoTs")
			.start()
			.close();
		persistent(database, "DIdPELTOtcM04A0QOAywUSTOW4CN-DVEzeGMGyaLCtM").start().close();
	}

	private static TestHost.Starting persistent(Map<String, String> database, String secret) {
		return TestHost.of(PlainHost.class)
			.with(database)
			.with("jwtauth.secret", secret)
			.with("jwtauth.public-url", "http://localhost")
			.with("jwtauth.schema.initialize", "always");
	}

	private static Map<String, String> pasted(String output) {
		Map<String, String> lines = new LinkedHashMap<>();
		Pattern.compile("^    ((?:jwtauth|spring)\\.[a-z.-]+)=(.*)$", Pattern.MULTILINE)
			.matcher(output)
			.results()
			.forEach((line) -> lines.put(line.group(1), line.group(2).strip()));
		return lines;
	}

}
