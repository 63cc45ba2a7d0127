package io.github.jwtauth.flow;

import java.util.Map;
import java.util.UUID;

import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.external.ExternalLoginHost;
import io.github.jwtauth.flow.hosts.signup.OwnSignUpHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The wishes of {@code docs/i-want-to.md} about people whom a provider sends.
 */
class IWantToAboutExternalLoginTests {

	private static TestHost host;

	private final String name = "p" + UUID.randomUUID();

	private final TestVisitor browser = new TestVisitor(host);

	@BeforeAll
	static void start() {
		host = TestHost.of(ExternalLoginHost.class, OwnSignUpHost.class).with(TestProvider.properties()).start();
	}

	@AfterAll
	static void stop() {
		host.close();
	}

	@Test
	void letPeopleLogInWithGoogleOrAnotherOpenidProvider() {
		TestProvider.person(this.name,
				Map.of("email", this.name + "@example.com", "email_verified", true, "department", "sales"));
		Answer session = logIn();
		assertThat(session.status()).as(session.toString()).isEqualTo(200);
		assertThat(session.json().get("first_login").booleanValue()).isTrue();
		assertThat(host.caller().bearer(session.text("access_token")).get("/api/ping").status()).isEqualTo(200);
		assertThat(logIn().json().get("first_login").booleanValue()).isFalse();
	}

	@Test
	void decideWhoMaySignUp() {
		TestProvider.person(this.name, Map.of("email", this.name + "@example.com", "email_verified", true));
		assertThat(TestVisitor.fragment(this.browser.logIn(this.name), "error")).isEqualTo("employees_only");

		TestProvider.person(this.name, Map.of("email", this.name + "@example.com", "department", "it"));
		assertThat(TestVisitor.fragment(this.browser.logIn(this.name), "error")).isEqualTo("verified_address_required");

		TestProvider.person(this.name,
				Map.of("email", this.name + "@example.com", "email_verified", true, "department", "it"));
		assertThat(logIn().json().at("/user/roles").toString()).isEqualTo("[\"ADMIN\",\"USER\"]");

		// who has an account is not asked about again
		TestProvider.person(this.name, Map.of());
		assertThat(logIn().status()).isEqualTo(200);
	}

	@Test
	void sayWhatAProvidersAnswerMeans() {
		TestProvider.person(this.name, Map.of("email", this.name + "@corp.example", "department", "sales"));
		Answer session = logIn();
		assertThat(session.json().at("/user/email").asString()).isEqualTo(this.name + "@corp.example");
		assertThat(session.json().at("/user/email_verified").booleanValue()).isTrue();
	}

	private Answer logIn() {
		Answer back = this.browser.logIn(this.name);
		String token = TestVisitor.fragment(back, "exchange_token");
		assertThat(token).as(back.header("Location")).isNotEmpty();
		return this.browser.post("/auth/token/exchange", Map.of("exchange_token", token));
	}

}
