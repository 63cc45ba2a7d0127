package io.github.jwtauth.flow;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.login.AccountChanges;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.notification.TestNotices;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * New passwords over HTTP, as a browser and a stranger see it (R-03 to R-05, R-09, R-12,
 * R-21, R-44, R-75).
 */
@ExtendWith(OutputCaptureExtension.class)
class PasswordFlowTests {

	private static final String NEXT = "c4n4ry horse, c4n4ry battery";

	private static TestHost host;

	@BeforeAll
	static void start() {
		host = TestHost.of(PlainHost.class, Mailbox.class).start();
	}

	@AfterAll
	static void stop() {
		host.close();
	}

	@Test
	void changeEndsTheOtherSessionsAndKeepsThisOne() { // R-44
		host.account("change@example.com", "USER");
		TestCaller elsewhere = host.caller();
		Answer other = elsewhere.login("change@example.com");
		TestCaller browser = host.caller();
		Answer login = browser.login("change@example.com");
		Map<String, String> before = Map.copyOf(browser.cookies());

		Answer changed = change(browser.bearer(login.text("access_token")), TestHost.PASSWORD, NEXT);
		assertThat(changed.status()).isEqualTo(200);
		assertThat(changed.text("session_id")).isEqualTo(login.text("session_id"));
		assertThat(browser.cookies().get("refresh_token")).isNotEqualTo(before.get("refresh_token"));
		assertThat(host.caller().bearer(changed.text("access_token")).get("/api/ping").status()).isEqualTo(200);
		assertThat(host.caller().bearer(other.text("access_token")).get("/api/ping").status()).isEqualTo(401);
		assertThat(elsewhere.post("/auth/token/refresh").text("reason")).isEqualTo("password_changed");
		assertThat(host.caller().jar(before).post("/auth/token/refresh").code()).isEqualTo("invalid_refresh_token");
		assertThat(browser.post("/auth/token/refresh").status()).isEqualTo(200);
		assertThat(hashOf(host, "change@example.com")).startsWith("{argon2id}$argon2id$v=19$m=19456,t=2,p=1$");
	}

	@Test
	void changeBesideACookieComesFromThisSite() { // X-24
		host.account("site@example.com", "USER");
		TestCaller browser = host.caller();
		String token = browser.login("site@example.com").text("access_token");
		Answer refused = change(browser.bearer(token).header("Origin", "https://evil.example"), TestHost.PASSWORD,
				NEXT);
		assertThat(refused.code()).isEqualTo("cross_origin");
		assertThat(refused.setCookies()).isEmpty();
		assertThat(host.caller().login("site@example.com").status()).isEqualTo(200);
	}

	@Test
	void formerPasswordsOfAnOlderAlgorithmCount() { // R-09, R-12
		host.account("veteran@example.com", "USER");
		String token = host.caller().login("veteran@example.com").text("access_token");
		setHash("veteran@example.com", "{bcrypt}" + new BCryptPasswordEncoder(4).encode(TestHost.PASSWORD));
		TestCaller veteran = host.caller().bearer(token);
		assertThat(change(veteran, TestHost.PASSWORD, NEXT).status()).isEqualTo(200);
		assertThat(hashOf(host, "veteran@example.com")).startsWith("{argon2id}");
		assertThat(change(veteran, NEXT, TestHost.PASSWORD).code()).isEqualTo("password_reused");
	}

	@Test
	void keyboardsAgreeAndNothingIsCutOff() { // R-03, R-05
		host.account("typist@example.com", "USER");
		TestCaller typist = host.caller().bearer(host.caller().login("typist@example.com").text("access_token"));
		assertThat(change(typist, TestHost.PASSWORD, "caf\u00e9 caf\u00e9 caf\u00e9").status()).isEqualTo(200);
		assertThat(login("typist@example.com", "cafe\u0301 cafe\u0301 cafe\u0301")).isEqualTo(200);
		String longest = "xyz ".repeat(32);
		assertThat(change(typist, "cafe\u0301 cafe\u0301 cafe\u0301", longest + "!").code())
			.isEqualTo("password_too_long");
		assertThat(change(typist, "caf\u00e9 caf\u00e9 caf\u00e9", longest).status()).isEqualTo(200);
		assertThat(login("typist@example.com", longest)).isEqualTo(200);
		assertThat(login("typist@example.com", longest.strip())).isEqualTo(401);
		assertThat(login("typist@example.com", longest.toUpperCase(Locale.ROOT))).isEqualTo(401);
	}

	@Test
	void theFiveStatesOfAnAccountAreOneAnswer() { // R-21
		host.account("verified@example.com", "USER");
		insert("unverified@example.com", AccountStatus.ACTIVE, false);
		insert("locked@example.com", AccountStatus.LOCKED, true);
		insert("disabled@example.com", AccountStatus.DISABLED, true);
		Answer unknown = reset("nobody@example.com");
		assertThat(unknown.status()).isEqualTo(202);
		for (String email : List.of("verified", "unverified", "locked", "disabled")) {
			Answer answer = reset(email + "@example.com");
			assertThat(answer.toString()).isEqualTo(unknown.toString());
			assertThat(headerNames(answer)).isEqualTo(headerNames(unknown));
		}
	}

	@Test
	void resetSetsAPasswordAndEndsEverything(CapturedOutput output) { // R-75, X-60
		host.account("forgot@example.com", "USER");
		TestCaller browser = host.caller();
		browser.login("forgot@example.com");
		reset("forgot@example.com");
		String token = mailedToken();
		Answer confirmed = browser.post("/auth/password/reset/confirm",
				Map.of("token", token, "new_password", NEXT, "new_password_confirm", NEXT));
		assertThat(confirmed.status()).isEqualTo(204);
		assertThat(confirmed.setCookies()).isEmpty();
		assertThat(confirmed.response().body()).isEmpty();
		assertThat(browser.post("/auth/token/refresh").text("reason")).isEqualTo("password_reset");
		assertThat(login("forgot@example.com", NEXT)).isEqualTo(200);
		assertThat(host.bean(TestNotices.class).last(NoticeKind.PASSWORD_RESET).recipient().value())
			.isEqualTo("forgot@example.com");
		assertThat(output.getAll()).doesNotContain("c4n4ry", token.substring(10, 30), "forgot@");
	}

	@Test
	void aPasswordThatMustChangeIsChangedBeforeTheNextSession() { // decision 24
		host.account("must@example.com", "USER");
		host.bean(AccountChanges.class)
			.requirePasswordChange(host.bean(AccountLookup.class).byIdentifier("must@example.com").orElseThrow().id(),
					true);
		Answer refused = host.caller().login("must@example.com");
		assertThat(refused.status()).isEqualTo(403);
		String token = refused.text("password_change_token");
		assertThat(refused.text("password_change_url")).endsWith("/auth/pages/reset-password#token=" + token);
		assertThat(confirm(host, token, TestHost.PASSWORD).code()).isEqualTo("password_reused");
		assertThat(confirm(host, token, NEXT).status()).isEqualTo(204);
		assertThat(login("must@example.com", NEXT)).isEqualTo(200);
	}

	@Test
	void whatABcryptOfTheHostWouldCutOffIsRefused() { // R-04
		try (TestHost bcrypt = TestHost.of(PlainHost.class, Mailbox.class, Bcrypt.class).start()) {
			bcrypt.account("user@example.com", "USER");
			bcrypt.caller().post("/auth/password/reset", Map.of("email", "user@example.com"));
			String token = bcrypt.bean(TestNotices.class).lastToken(NoticeKind.RESET_PASSWORD).reveal();
			Answer refused = confirm(bcrypt, token, "\u20ac".repeat(25));
			assertThat(refused.status()).isEqualTo(400);
			assertThat(refused.code()).isEqualTo("password_too_long");
			assertThat(confirm(bcrypt, token, "\u20ac".repeat(24)).status()).isEqualTo(204);
			assertThat(hashOf(bcrypt, "user@example.com")).startsWith("$2a$04$");
		}
	}

	private static Answer change(TestCaller caller, String current, String chosen) {
		return caller.post("/auth/password/change", Map.of("current_password", current, "new_password", chosen));
	}

	private static Answer reset(String email) {
		return host.caller().post("/auth/password/reset", Map.of("email", email));
	}

	private static Answer confirm(TestHost at, String token, String chosen) {
		return at.caller().post("/auth/password/reset/confirm", Map.of("token", token, "new_password", chosen));
	}

	private static int login(String email, String password) {
		return host.caller().post("/auth/login", Map.of("email", email, "password", password)).status();
	}

	private static String mailedToken() {
		return host.bean(TestNotices.class).lastToken(NoticeKind.RESET_PASSWORD).reveal();
	}

	private static void insert(String email, AccountStatus status, boolean verified) {
		host.bean(AccountStore.class)
			.insertIfAbsent(Account.withKey(email).withEmail(EmailAddress.of(email), verified).withStatus(status));
	}

	private static void setHash(String email, String hash) {
		AccountStore accounts = host.bean(AccountStore.class);
		accounts.setPasswordHash(accounts.findByIdentifier(email).orElseThrow().key(), Secret.of(hash));
	}

	private static String hashOf(TestHost at, String email) {
		return at.bean(JdbcTemplate.class)
			.queryForObject("select password_hash from jwtauth_account where email_canonical = ?", String.class, email);
	}

	private static Collection<String> headerNames(Answer answer) {
		return new TreeSet<>(answer.response().headers().map().keySet());
	}

	@Configuration(proxyBeanMethods = false)
	static class Mailbox {

		@Bean
		TestNotices mailbox() {
			return new TestNotices(new InMemoryTransactions());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Bcrypt {

		@Bean(defaultCandidate = false)
		@JwtAuthBean
		PasswordEncoder bcrypt() {
			return new BCryptPasswordEncoder(4);
		}

	}

}
