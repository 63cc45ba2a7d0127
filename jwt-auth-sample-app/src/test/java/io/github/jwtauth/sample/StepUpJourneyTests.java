package io.github.jwtauth.sample;

import java.time.Duration;

import io.github.jwtauth.test.AuthTestAnswer;
import io.github.jwtauth.test.AuthTestClient;
import io.github.jwtauth.test.AuthTestSession;
import io.github.jwtauth.test.AutoConfigureJwtAuth;
import io.github.jwtauth.test.TestAccounts;
import io.github.jwtauth.test.TestClock;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** What wants a fresh password, over real HTTP. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureJwtAuth
class StepUpJourneyTests {

	@Autowired
	private AuthTestClient client;

	@Autowired
	private TestAccounts accounts;

	@Autowired
	private TestClock clock;

	@Test
	void aPasswordOfLongAgoIsAskedForAgain() {
		AuthTestSession session = loggedIn("late@example.com", Duration.ofMinutes(6));
		AuthTestAnswer refused = session.get("/api/vault");
		assertThat(refused.status()).isEqualTo(401);
		assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer ")
			.contains("error=\"insufficient_user_authentication\"", "max_age=\"300\"");
		assertThat(refused.code()).isEqualTo("insufficient_user_authentication");
		assertThat(refused.json().at("/factors/0/name").asString()).isEqualTo("FACTOR_PASSWORD");
		assertThat(session.get("/api/hello").status()).isEqualTo(200);

		assertThat(session.refresh().get("/api/vault").status()).as("a refresh proves nothing").isEqualTo(401);
		assertThat(session.reauthenticate(TestAccounts.PASSWORD).get("/api/vault").status()).isEqualTo(200);
	}

	@Test
	void aPasswordOfAMomentAgoIsGood() {
		assertThat(loggedIn("prompt@example.com", Duration.ofMinutes(4)).get("/api/vault").status()).isEqualTo(200);
	}

	@Test
	void whoIsNotLoggedInLogsInFirst() {
		AuthTestAnswer refused = this.client.get("/api/vault");
		assertThat(refused.status()).isEqualTo(401);
		assertThat(refused.code()).isEqualTo("unauthorized");
	}

	/** The rule has a clock of its own, so the login has to be in the past. */
	private AuthTestSession loggedIn(String email, Duration ago) {
		this.clock.advance(ago.negated());
		this.accounts.add(email, "USER");
		AuthTestSession session = this.client.login(email, TestAccounts.PASSWORD);
		this.clock.reset();
		return session;
	}

}
