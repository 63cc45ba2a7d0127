package io.github.jwtauth.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.boot.jpa.TestDatabases;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.live.LiveHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.support.AopUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where a host asks for the session itself, this node does not wait for news: here it
 * never gets any, because housekeeping is off.
 */
class LiveSessionFlowTests {

	private static final String EMAIL = "user@example.com";

	private static TestHost host;

	private static ObservedDataSource database;

	private final Answer login = host.caller().login(EMAIL);

	private final TestCaller caller = host.caller().bearer(this.login.text("access_token"));

	@BeforeAll
	static void start() {
		host = TestHost.of(LiveHost.class, ObservedDataSource.Observation.class)
			.with(TestDatabases.postgres())
			.with("jwtauth.secret", "kq8hO3YVbnU4cGxhpR7tSxW1eZfJ0dMiQy2LwNvAoTs")
			.with("jwtauth.public-url", "http://localhost")
			.with("jwtauth.schema.initialize", "always")
			.with("jwtauth.housekeeping.enabled", "false")
			.with("jwtauth.mail.poll-interval", "1h")
			.with("jwtauth.notices.new-device", "false")
			.with("jwtauth.access-token.session-check", "none")
			.start();
		host.account(EMAIL, "USER");
		database = host.bean(ObservedDataSource.class);
	}

	@AfterAll
	static void stop() {
		host.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/live/chain", "/live/type", "/live/method", "/live/bean", "/live/declared" })
	void theSessionIsAskedForByOneQueryAndMustBeLive(String path) {
		database.reset();
		assertThat(this.caller.get(path).status()).isEqualTo(200);
		assertThat(database.calls()).singleElement()
			.asString()
			.startsWith("select 1 from jwtauth_session s left join jwtauth_subject");

		endOnAnotherNode();
		assertRefused(this.caller.get(path));
		assertThat(this.caller.get("/plain").status()).isEqualTo(200);
	}

	@Test
	void nothingElseIsAsked() {
		database.reset();
		assertThat(this.caller.get("/plain").status()).isEqualTo(200);
		assertThat(database.calls()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/live/chain", "/live/method" })
	void aTokenFromBeforeAChangeOfTheAccountStandsForNothing(String path) { // J-62
		AccountId account = AccountId.parse(this.login.json().at("/user/id").asString()).orElseThrow();
		Instant issued = Instant.ofEpochSecond(TestTokens.claims(this.login.text("access_token")).get("iat").asLong());
		SubjectStore subjects = host.bean(SubjectStore.class);

		assertThat(subjects.voidAccessTokens(account, issued.minusMillis(1))).isTrue();
		assertThat(this.caller.get(path).status()).isEqualTo(200);
		assertThat(subjects.voidAccessTokens(account, issued.plus(Duration.ofMillis(1)))).isTrue();
		assertRefused(this.caller.get(path));
		host.bean(JdbcClient.class).sql("update jwtauth_subject set tokens_void_until = null").update();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/live/chain", "/live/method" })
	void aStoreThatIsDownIsNoVerdict(String path) {
		database.cut();
		try {
			Answer answer = this.caller.get(path);
			assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
			assertThat(answer.code()).isEqualTo("unavailable");
			assertThat(answer.header(HttpHeaders.WWW_AUTHENTICATE)).isEmpty();
		}
		finally {
			database.mend();
		}
		assertThat(this.caller.get(path).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/live/chain", "/live/bean", "/live/method" })
	void whoeverIsNotLoggedInIsAskedToBe(String path) {
		Answer answer = host.caller().get(path);
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.header(HttpHeaders.WWW_AUTHENTICATE)).isEqualTo("Bearer");
	}

	@Test
	void beansWithoutTheAnnotationAreNotTouched() {
		assertThat(AopUtils.isAopProxy(host.bean(LiveHost.Bystander.class))).isFalse();
		assertThat(AopUtils.isAopProxy(host.bean(LiveHost.Payments.class))).isTrue();
		assertThat(AopUtils.isAopProxy(host.bean(LiveHost.Declared.class))).isTrue();
	}

	private void endOnAnotherNode() {
		int ended = host.bean(JdbcClient.class)
			.sql("update jwtauth_session set ended_at = now(), end_reason = 'LOGGED_OUT', account_id = null"
					+ " where session_id = :id")
			.paramSource(Map.of("id", UUID.fromString(this.login.text("session_id"))))
			.update();
		assertThat(ended).isOne();
	}

	private static void assertRefused(Answer answer) {
		assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
		assertThat(answer.code()).isEqualTo("invalid_token");
		assertThat(answer.header(HttpHeaders.WWW_AUTHENTICATE)).isEqualTo("Bearer error=\"invalid_token\"");
	}

}
