package io.github.jwtauth.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.github.jwtauth.boot.jpa.TestDatabases;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.iwantto.OldShopHost;
import io.github.jwtauth.flow.hosts.iwantto.OldShopHost.OldShop;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The wishes of {@code docs/i-want-to.md} about accounts that come from another system.
 * The statements are read from the page and run on PostgreSQL.
 */
class IWantToAboutMovingTests {

	/** What the hashes below were made of, by Django and by CPython's hashlib. */
	private static final String PASSWORD = "correct horse b\u00e4ttery";

	private static final String DJANGO = "pbkdf2_sha256$1000$seasalt12345seasalt123$"
			+ "LND1KalCwrb0D69bymWnicf6WH4DKiJ55yUKTW7OWrs=";

	private static final String PBKDF2_DATA = """
			{"hashIterations":1000,"algorithm":"pbkdf2-sha256","additionalParameters":{}}""";

	private static final String PBKDF2_SECRET = """
			{"value":"KNnI6qMWHAqAnT0mrq8B0juulbkyG7uC+HoDGNtkZlg=","salt":"AAECAwQFBgcICQoLDA0ODw==",\
			"additionalParameters":{}}""";

	private static final String ARGON2_DATA = """
			{"hashIterations":5,"algorithm":"argon2","additionalParameters":{"hashLength":["32"],"memory":["7168"],\
			"type":["id"],"version":["1.3"],"parallelism":["1"]}}""";

	private static final String ARGON2_SECRET = """
			{"value":"YpM9F2P6WmVye53aXZ90bUd2ajgkytxKPe/ZL/eym/Y=","salt":"AAECAwQFBgcICQoLDA0ODw==",\
			"additionalParameters":{}}""";

	private static TestHost host;

	@BeforeAll
	static void start() {
		host = TestHost.of(PlainHost.class, OldShopHost.class)
			.with(TestDatabases.postgres())
			.with("jwtauth.secret", "kq8hO3YVbnU4cGxhpR7tSxW1eZfJ0dMiQy2LwNvAoTs")
			.with("jwtauth.public-url", "http://localhost")
			.with("jwtauth.schema.initialize", "always")
			.start();
	}

	@AfterAll
	static void stop() {
		host.close();
	}

	@Test
	void moveAccountsWithTheirHashesFromDjangoOrKeycloak() throws IOException {
		List<String> statements = statements("## Move accounts with their hashes from Django or Keycloak");
		django();
		sql(statements.get(0));
		assertMoved("django@example.com", "{django}pbkdf2_sha256$1000$");
		assertThat(login("unproven@example.com", PASSWORD).code()).isEqualTo("email_not_verified");
		assertThat(login("inactive@example.com", PASSWORD).code()).isEqualTo("invalid_credentials");
		assertThat(login("unusable@example.com", PASSWORD).code()).isEqualTo("invalid_credentials");

		keycloak();
		sql(statements.get(1));
		assertMoved("pbkdf2@example.com", "{keycloak}pbkdf2-sha256$1000$");
		assertMoved("argon2@example.com", "{keycloak}argon2$id$1.3$7168$5$1$");
		assertThat(login("federated@example.com", PASSWORD).code()).isEqualTo("invalid_credentials");
		assertThat(hashOf("federated@example.com")).isNull();
	}

	@Test
	void askAnOldSystemOnce() throws IOException {
		OldShop shop = host.bean(OldShop.class);
		shop.users.put("moved@example.com", new OldShop.User(1, "moved@example.com", false, PASSWORD));
		shop.users.put("left@example.com", new OldShop.User(2, "Left@Example.com", false, PASSWORD));
		shop.users.put("blocked@example.com", new OldShop.User(3, "blocked@example.com", true, PASSWORD));
		sql("insert into jwtauth_account (account_key, email, email_canonical, email_verified, status, roles) values "
				+ "('1', 'moved@example.com', 'moved@example.com', true, 'ACTIVE', 'USER')");
		sql(statements("## Ask an old system once").get(0));

		assertThat(login("moved@example.com", "wrong password").code()).isEqualTo("invalid_credentials");
		shop.down = true;
		assertThat(login("moved@example.com", PASSWORD).status()).isEqualTo(503);
		assertThat(login("left@example.com", PASSWORD).status()).isEqualTo(503);
		shop.down = false;
		assertThat(login("moved@example.com", PASSWORD).status()).isEqualTo(200);
		assertThat(login("LEFT@example.com", PASSWORD).status()).isEqualTo(200);
		assertThat(login("blocked@example.com", PASSWORD).code()).isEqualTo("invalid_credentials");
		assertThat(login("nobody@example.com", PASSWORD).code()).isEqualTo("invalid_credentials");

		int calls = shop.calls;
		for (String email : List.of("moved@example.com", "left@example.com")) {
			assertThat(login(email, PASSWORD).status()).isEqualTo(200);
			assertThat(login(email, "wrong password").code()).isEqualTo("invalid_credentials");
		}
		assertThat(shop.calls).isEqualTo(calls);
	}

	private static void assertMoved(String email, String imported) {
		assertThat(hashOf(email)).startsWith(imported);
		assertThat(login(email, "wrong password").code()).isEqualTo("invalid_credentials");
		assertThat(login(email.toUpperCase(Locale.ROOT), PASSWORD).status()).isEqualTo(200);
		assertThat(hashOf(email)).startsWith("{argon2id}$argon2id$v=19$m=19456");
		assertThat(login(email, PASSWORD).status()).isEqualTo(200);
	}

	private static Answer login(String email, String password) {
		return host.caller().post("/auth/login", Map.of("email", email, "password", password));
	}

	private static void django() {
		sql("create table auth_user (id int, username varchar(150), email varchar(254), password varchar(128), "
				+ "first_name varchar(150), last_name varchar(150), is_active boolean, is_superuser boolean)");
		sql("create table account_emailaddress (user_id int, email varchar(254), verified boolean)");
		String row = "insert into auth_user values (%d, '%s', '%s@Example.com', '%s', 'A', 'B', %s, false)";
		sql(row.formatted(1, "dj", "Django", DJANGO, true));
		sql(row.formatted(2, "with space+", "unproven", DJANGO, true));
		sql(row.formatted(3, "inactive", "inactive", DJANGO, false));
		sql(row.formatted(4, "unusable", "unusable", "!no password", true));
		sql("insert into account_emailaddress select id, email, id <> 2 from auth_user");
	}

	private static void keycloak() {
		sql("create table realm (id varchar(36), name varchar(255))");
		sql("create table user_entity (id varchar(36), realm_id varchar(36), username varchar(255), email varchar(255), "
				+ "email_verified boolean, first_name varchar(255), last_name varchar(255), enabled boolean)");
		sql("create table credential (user_id varchar(36), type varchar(255), secret_data text, credential_data text)");
		sql("insert into realm values ('r1', 'shop'), ('r2', 'master')");
		String user = "insert into user_entity values ('%s', '%s', '%s', '%s@example.com', true, 'A', 'B', true)";
		sql(user.formatted("k1", "r1", "pbkdf2", "pbkdf2"));
		sql(user.formatted("k2", "r1", "argon2", "argon2"));
		sql(user.formatted("k3", "r1", "federated", "federated"));
		sql(user.formatted("k4", "r2", "admin", "admin"));
		String credential = "insert into credential values ('%s', '%s', '%s', '%s')";
		sql(credential.formatted("k1", "password", PBKDF2_SECRET, PBKDF2_DATA));
		sql(credential.formatted("k1", "otp", "{}", "{}"));
		sql(credential.formatted("k2", "password", ARGON2_SECRET, ARGON2_DATA));
	}

	private static String hashOf(String email) {
		return host.bean(JdbcClient.class)
			.sql("select password_hash from jwtauth_account where email_canonical = ?")
			.param(email)
			.query((row, number) -> new String[] { row.getString(1) })
			.single()[0];
	}

	private static void sql(String statement) {
		host.bean(JdbcClient.class).sql(statement).update();
	}

	/** The blocks of SQL under a heading of the page. */
	private static List<String> statements(String heading) throws IOException {
		String page = Files.readString(Path.of("..", "docs", "i-want-to.md"));
		String section = page.substring(page.indexOf(heading) + heading.length()).split("\n## ", 2)[0];
		return Pattern.compile("```sql\n(.*?);?\n```", Pattern.DOTALL)
			.matcher(section)
			.results()
			.map((MatchResult block) -> block.group(1))
			.toList();
	}

}
