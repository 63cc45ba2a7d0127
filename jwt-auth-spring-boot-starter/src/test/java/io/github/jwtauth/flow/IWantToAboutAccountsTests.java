package io.github.jwtauth.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;

import io.github.jwtauth.MovableClock;
import io.github.jwtauth.Secret;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.iwantto.OwnUsersHost;
import io.github.jwtauth.flow.hosts.iwantto.OwnUsersHost.PasswordsOfUsers;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.password.RawPassword;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The wishes of {@code docs/i-want-to.md} about accounts, granted to one host with an own
 * users table.
 */
class IWantToAboutAccountsTests {

	private static final MovableClock clock = new MovableClock(aMonday());

	private static TestHost host;

	@BeforeAll
	static void start() {
		OwnUsersHost.clock = clock;
		host = TestHost.of(PlainHost.class, OwnUsersHost.class)
			.with("jwtauth.accounts", "store")
			.with("jwtauth.admin.enabled", "true")
			.start();
	}

	@AfterAll
	static void stop() {
		host.close();
	}

	@Test
	void letAdministratorsFindMyOwnUsers() {
		user("found.one@example.com", "USER");
		user("found.two@example.com", "USER");
		user("boss@example.com", "ADMIN");
		TestCaller boss = host.caller().bearer(host.caller().login("boss@example.com").text("access_token"));
		Answer page = boss.get("/auth/admin/accounts?query=FOUND.&size=1&page=1");
		assertThat(page.json().get("total").asInt()).isEqualTo(2);
		assertThat(page.json().at("/items/0/email").asString()).isEqualTo("found.two@example.com");
		String path = "/auth/admin/accounts/" + page.json().at("/items/0/id").asString();
		assertThat(boss.get(path).text("email")).isEqualTo("found.two@example.com");
		// the store has neither setStatus nor setRoles
		assertThat(boss.post(path + "/disable").code()).isEqualTo("not_supported");
	}

	@Test
	void keepAccountsInMyOwnUsersTable() {
		long id = user("table@example.com", "USER");
		TestCaller caller = host.caller();
		Answer login = caller.login("TABLE@example.com");
		assertThat(login.status()).as(login.toString()).isEqualTo(200);
		assertThat(login.json().at("/user/id").asString()).isNotEqualTo(Long.toString(id)).hasSize(36);
		assertThat(host.caller().bearer(login.text("access_token")).get("/api/ping").toString()).contains("USER");

		// the bare bcrypt of this table got its prefix once, and is replaced by itself
		assertThat(passwordOf(id)).startsWith("{argon2");
		assertThat(count("jwtauth_account")).isZero();

		sql().sql("update users set roles = 'USER,EDITOR' where id = ?").param(id).update();
		String refreshed = caller.post("/auth/token/refresh").text("access_token");
		assertThat(caller.bearer(refreshed).get("/api/ping").toString()).contains("EDITOR");
		sql().sql("update users set enabled = false where id = ?").param(id).update();
		assertThat(caller.post("/auth/token/refresh").status()).isEqualTo(401);
		assertThat(host.caller().login("table@example.com").code()).isEqualTo("invalid_credentials");
	}

	@Test
	void openASessionForSomebodyWhoWasAuthenticatedElsewhere() {
		user("badge@example.com", "USER");
		TestCaller browser = host.caller();
		Answer elsewhere = browser.header("Content-Type", "application/x-www-form-urlencoded")
			.send("POST", "/badge/login", java.net.http.HttpRequest.BodyPublishers
				.ofString("username=badge%40example.com&password=badge-4711"));

		assertThat(elsewhere.status()).isEqualTo(302);
		assertThat(elsewhere.header(HttpHeaders.LOCATION)).endsWith("/");
		String token = browser.post("/auth/token/refresh").text("access_token");
		assertThat(host.caller().bearer(token).get("/api/jwt").status()).isEqualTo(200);
		assertThat(TestTokens.claims(token).get("amr").toString()).isEqualTo("[\"fed\"]");
	}

	@Test
	void decideWhoMayLogIn() {
		user("office@example.com", "USER");
		user("doctor@example.com", "ON_CALL");
		TestCaller caller = host.caller();
		assertThat(caller.login("office@example.com").status()).isEqualTo(200);

		clock.advance(Duration.ofDays(5));
		try {
			assertThat(host.caller().login("office@example.com").code()).isEqualTo("invalid_credentials");
			assertThat(host.caller().login("doctor@example.com").status()).isEqualTo(200);
			assertThat(caller.post("/auth/token/refresh").status()).isEqualTo(401);
		}
		finally {
			clock.advance(Duration.ofDays(-5));
		}
		assertThat(caller.post("/auth/token/refresh").code()).isEqualTo("session_ended");
	}

	@Test
	void endSessionsWhenIChangeAPasswordMyself() {
		long id = user("changer@example.com", "USER");
		TestCaller caller = host.caller();
		String token = caller.login("changer@example.com").text("access_token");
		String before = passwordOf(id);
		Secret hash = host.bean(Passwords.class).encode(RawPassword.of(Secret.of("a new long password"), "password"));

		// all of it or nothing: the ends of sessions roll back with the host's own change
		assertThatIllegalStateException()
			.isThrownBy(() -> host.bean(PasswordsOfUsers.class).changeAndThinkBetterOfIt(id, hash));
		assertThat(passwordOf(id)).isEqualTo(before);
		assertThat(caller.bearer(token).get("/api/ping").status()).isEqualTo(200);
		assertThat(caller.post("/auth/token/refresh").status()).isEqualTo(200);

		host.bean(PasswordsOfUsers.class).change(id, hash);
		assertThat(caller.bearer(token).get("/api/ping").status()).isEqualTo(401);
		Answer refresh = caller.post("/auth/token/refresh");
		assertThat(refresh.code()).isEqualTo("session_ended");
		assertThat(refresh.text("reason")).isEqualTo("password_changed");
		assertThat(host.caller().login("changer@example.com").status()).isEqualTo(401);
		assertThat(host.caller()
			.post("/auth/login", Map.of("email", "changer@example.com", "password", "a new long password"))
			.status()).isEqualTo(200);
	}

	@Test
	void whatMyTableDoesNotDoIsRefusedAndTheRestWorks() {
		long id = user("keeper@example.com", "USER");
		TestCaller caller = host.caller();
		TestCaller owner = caller.bearer(caller.login("keeper@example.com").text("access_token"));

		assertThat(owner.json("PATCH", "/auth/me", "{\"locale\":\"de-AT\"}").text("locale")).isEqualTo("de-AT");
		Answer renamed = owner.json("PATCH", "/auth/me", "{\"first_name\":\"Zoe\",\"locale\":\"fr\"}");
		assertThat(renamed.status()).isEqualTo(403);
		assertThat(renamed.code()).isEqualTo("not_supported");
		Answer deleted = owner.json("DELETE", "/auth/me", "{\"password\":\"" + TestHost.PASSWORD + "\"}");
		assertThat(deleted.status()).isEqualTo(403);
		assertThat(deleted.code()).isEqualTo("not_supported");
		assertThat(owner.get("/auth/me").text("locale")).isEqualTo("de-AT");
		assertThat(owner.post("/auth/me/export").response().body()).contains("keeper@example.com")
			.doesNotContain("\"" + id + "\"");
	}

	private static long user(String email, String roles) {
		String hash = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(TestHost.PASSWORD);
		sql().sql("insert into users (email, email_confirmed, password, enabled, roles) values (?, true, ?, true, ?)")
			.params(email, hash, roles)
			.update();
		return sql().sql("select id from users where email = ?").param(email).query(Long.class).single();
	}

	private static String passwordOf(long id) {
		return sql().sql("select password from users where id = ?").param(id).query(String.class).single();
	}

	private static long count(String table) {
		return sql().sql("select count(*) from " + table).query(Long.class).single();
	}

	private static JdbcClient sql() {
		return host.bean(JdbcClient.class);
	}

	private static Instant aMonday() {
		return LocalDate.now(ZoneOffset.UTC)
			.with(TemporalAdjusters.nextOrSame(MONDAY))
			.atTime(LocalTime.NOON)
			.toInstant(ZoneOffset.UTC);
	}

}
