package io.github.jwtauth.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.boot.jpa.TestDatabases;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.TestMailServer.Mail;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything that somebody does with an account in its life, over HTTP, with a real mail
 * server and real databases.
 */
class WholeJourneyFlowTests {

	private static final String ADA = "ada@example.com";

	private static final String LOVELACE = "lovelace@example.org";

	private static final String FIRST = "the analytical engine weaves";

	private static final String SECOND = "algebraical patterns, like looms";

	private static final String THIRD = "flowers and leaves of Jacquard";

	/** Nothing holds a connection while it waits for another (F-09). */
	@Test
	void onPostgresWithASingleConnection() {
		Map<String, String> database = new HashMap<>(TestDatabases.postgres());
		database.put("spring.datasource.hikari.maximum-pool-size", "1");
		database.put("spring.datasource.hikari.connection-timeout", "3000");
		journey(database);
	}

	@Test
	void onMariaDb() {
		journey(TestDatabases.mariaDb());
	}

	private static void journey(Map<String, String> database) {
		try (TestMailServer mailbox = new TestMailServer();
				TestHost host = TestHost.of(PlainHost.class)
					.with(database)
					.withoutTransport()
					.with(mailbox.properties())
					.with("jwtauth.schema.initialize", "always")
					.with("jwtauth.secret", "whole-journey-secret-with-more-than-43-characters")
					.with("jwtauth.public-url", "https://app.example.com")
					.with("jwtauth.refresh-token-as-cookie", "false")
					.start()) {
			TestCaller caller = host.caller();
			register(caller, mailbox);
			Answer laptop = login(caller, ADA, FIRST);
			Answer phone = login(caller.header("User-Agent", "Phone/1.0"), ADA, FIRST);
			assertThat(mailbox.next().to()).as("told of the phone").isEqualTo(ADA);
			reset(caller, mailbox);
			assertThat(refresh(caller, laptop).text("reason")).isEqualTo("password_reset");
			assertThat(refresh(caller, phone).text("reason")).isEqualTo("password_reset");
			assertThat(caller.post("/auth/login", credentials(ADA, FIRST)).code()).isEqualTo("invalid_credentials");
			changeAddressAndUndo(caller, mailbox);
		}
	}

	private static void register(TestCaller caller, TestMailServer mailbox) {
		Answer registered = caller.post("/auth/register", Map.of("email", ADA, "password", FIRST, "first_name", "Ada"));
		assertThat(registered.status()).as(registered.toString()).isEqualTo(202);
		assertThat(registered.text("status")).isEqualTo("verification_required");
		assertThat(caller.post("/auth/login", credentials(ADA, FIRST)).code()).isEqualTo("email_not_verified");

		Mail mail = mailbox.next();
		assertThat(mail.to()).isEqualTo(ADA);
		assertThat(mail.text()).contains("https://app.example.com/auth/pages/verify-email#token=");
		Answer verified = caller.post("/auth/email/verify", Map.of("token", mail.token()));
		assertThat(verified.status()).as(verified.toString()).isEqualTo(200);
		assertThat(verified.text("status")).isEqualTo("verified");
		assertThat(caller.post("/auth/email/verify", Map.of("token", mail.token())).code()).isEqualTo("invalid_token");
	}

	private static void reset(TestCaller caller, TestMailServer mailbox) {
		assertThat(caller.post("/auth/password/reset", Map.of("email", ADA)).status()).isEqualTo(202);
		String token = mailbox.next().token();
		Answer refused = caller.post("/auth/password/reset/confirm",
				Map.of("token", token, "new_password", "password1234"));
		assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
		assertThat(refused.code()).isEqualTo("password_common");
		Answer done = caller.post("/auth/password/reset/confirm", Map.of("token", token, "new_password", SECOND));
		assertThat(done.status()).as(done.toString()).isEqualTo(204);
		assertThat(mailbox.next().to()).as("told of the reset").isEqualTo(ADA);
	}

	private static void changeAddressAndUndo(TestCaller caller, TestMailServer mailbox) {
		Answer session = login(caller, ADA, SECOND);
		assertThat(mailbox.next().to()).as("a device that nobody knows since the reset").isEqualTo(ADA);
		Answer asked = caller.bearer(session.text("access_token"))
			.post("/auth/email/change", Map.of("new_email", LOVELACE));
		assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
		Mail confirmation = mailbox.next();
		assertThat(confirmation.to()).isEqualTo(LOVELACE);
		Answer confirmed = caller.post("/auth/email/change/confirm", Map.of("token", confirmation.token()));
		assertThat(confirmed.status()).as(confirmed.toString()).isEqualTo(200);
		Mail undo = mailbox.next();
		assertThat(undo.to()).as(undo.toString()).isEqualTo(ADA);
		assertThat(caller.post("/auth/login", credentials(ADA, SECOND)).status()).isEqualTo(401);
		assertThat(caller.post("/auth/token/refresh", refreshToken(session)).status()).isEqualTo(200);

		Answer undone = caller.post("/auth/email/change/undo", Map.of("token", undo.token()));
		assertThat(undone.status()).as(undone.toString()).isEqualTo(200);
		assertThat(refresh(caller, session).text("reason")).isEqualTo("email_change_undone");
		Answer dead = caller.bearer(session.text("access_token")).get("/api/ping");
		assertThat(dead.status()).isEqualTo(401);
		takeBack(caller, mailbox);
	}

	/** Whoever changed the address may know the password: the owner sets a new one. */
	private static void takeBack(TestCaller caller, TestMailServer mailbox) {
		List<Mail> told = mailbox.next(3);
		assertThat(told).extracting(Mail::to).containsExactlyInAnyOrder(ADA, ADA, LOVELACE);
		String token = told.stream()
			.filter((mail) -> mail.text().contains("/pages/reset-password#token="))
			.map(Mail::token)
			.findFirst()
			.orElseThrow();
		Answer done = caller.post("/auth/password/reset/confirm", Map.of("token", token, "new_password", THIRD));
		assertThat(done.status()).as(done.toString()).isEqualTo(204);
		login(caller, ADA, THIRD);
	}

	private static Answer login(TestCaller caller, String email, String password) {
		Answer answer = caller.post("/auth/login", credentials(email, password));
		assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
		return answer;
	}

	private static Answer refresh(TestCaller caller, Answer session) {
		Answer answer = caller.post("/auth/token/refresh", refreshToken(session));
		assertThat(answer.code()).as(answer.toString()).isEqualTo("session_ended");
		return answer;
	}

	private static Map<String, String> refreshToken(Answer session) {
		return Map.of("refresh_token", session.text("refresh_token"));
	}

	private static Map<String, String> credentials(String email, String password) {
		return Map.of("email", email, "password", password);
	}

}
