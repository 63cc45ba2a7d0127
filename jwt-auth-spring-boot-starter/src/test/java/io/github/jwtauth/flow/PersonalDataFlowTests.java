package io.github.jwtauth.flow;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import javax.sql.DataSource;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.DeviceType;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.ExternalIdentityKey;
import io.github.jwtauth.account.ExternalIdentityStore;
import io.github.jwtauth.account.Subject;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.boot.TestStarter;
import io.github.jwtauth.boot.jpa.TestDatabases;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.iwantto.OrdersHost;
import io.github.jwtauth.flow.hosts.iwantto.OrdersHost.Told;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.mfa.MfaStore;
import io.github.jwtauth.mfa.RememberedDevices;
import io.github.jwtauth.mfa.StoredRecoveryCode;
import io.github.jwtauth.mfa.TotpEnrollment;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.onetimetoken.TokenOffer;
import io.github.jwtauth.password.PasswordHistoryStore;
import io.github.jwtauth.privacy.DueDeletions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is known of a person, and that nothing is when they have gone: by real HTTP, on
 * every database.
 */
class PersonalDataFlowTests {

	private static final String EMAIL = "canary.person@example.com";

	private static final String DELETION = "{\"password\":\"" + TestHost.PASSWORD + "\"}";

	/** Whatever tells who it was, and from where. */
	private static final Set<String> TRACES = Set.of("canary", "127.0.0.1", "0:0:0:0:0:0:0:1");

	private static final List<String> FACTOR_TABLES = List.of("jwtauth_totp", "jwtauth_recovery_code",
			"jwtauth_remembered_device");

	@Test
	void exportAndEraseMyOwnDataWithAnAccount() {
		try (TestHost host = host("h2")) {
			String key = host.account(EMAIL, "USER");
			JdbcClient sql = host.bean(JdbcClient.class);
			sql.sql("insert into orders values (?, 'a lamp'), ('somebody else', 'a chair')").param(key).update();
			TestCaller caller = loggedIn(host);

			Answer export = caller.post("/auth/me/export");
			assertThat(export.status()).as(export.toString()).isEqualTo(200);
			assertThat(export.header("Content-Disposition")).contains("account-export.json");
			assertThat(export.json().at("/orders/articles").toString()).isEqualTo("[\"a lamp\"]");
			assertThat(export.json().at("/profile/email").asString()).isEqualTo(EMAIL);
			assertThat(export.json().at("/second_factor/enabled").asBoolean(true)).isFalse();
			assertThat(export.json().at("/remembered_devices").isArray()).isTrue();

			assertThat(caller.json("DELETE", "/auth/me", DELETION).status()).isEqualTo(204);
			assertThat(sql.sql("select article from orders").query(String.class).list()).containsExactly("a chair");
			assertThat(host.caller().login(EMAIL).code()).isEqualTo("invalid_credentials");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "h2", "postgres", "mariadb" })
	void nothingIsLeftOfAPersonWhoHasGone(String database) {
		try (TestHost host = host(database)) {
			host.account(EMAIL, "USER");
			TestCaller caller = loggedIn(host);
			TestCaller elsewhere = loggedIn(host);
			Subject subject = leaveTraces(host, caller);
			Secret reset = resetOf(host, subject);
			assertThat(tracesIn(host)).contains("jwtauth_account", "jwtauth_session", "jwtauth_account_details",
					"jwtauth_password_history", "jwtauth_external_identity", "jwtauth_one_time_token",
					"jwtauth_remembered_device");
			assertThat(rowsOf(host, FACTOR_TABLES)).isEqualTo(3);
			Map<String, String> jar = Map.copyOf(elsewhere.cookies());

			List<Integer> statuses = TestRace.of(10,
					() -> caller.jar(jar).json("DELETE", "/auth/me", DELETION).status());

			assertThat(statuses).contains(204).isSubsetOf(204, 401, 503);
			assertThat(host.bean(Told.class).deleted).hasSize(1);
			assertThat(host.bean(Told.class).notices).extracting(AccountNotice::kind)
				.containsExactly(NoticeKind.ACCOUNT_DELETED);
			assertThat(tracesIn(host)).isEmpty();
			assertThat(rowsOf(host, FACTOR_TABLES)).isZero();
			assertEverythingIsDead(host, caller, jar, reset);
			assertNextOneInheritsNothing(host, subject.id());
		}
	}

	@Test
	void loginCallsADeletionOffUntilItIsDue() {
		try (TestHost host = starting("h2").with("jwtauth.deletion.grace-period", "30d").start()) {
			host.account(EMAIL, "USER");
			TestCaller caller = loggedIn(host);
			Map<String, String> jar = Map.copyOf(caller.cookies());
			assertThat(caller.json("DELETE", "/auth/me", DELETION).status()).isEqualTo(204);
			assertThat(caller.cookies()).isEmpty();
			assertThat(caller.get("/api/ping").status()).isEqualTo(401);
			assertThat(host.caller().jar(jar).post("/auth/token/refresh").text("reason")).isEqualTo("account_deleted");
			assertThat(host.bean(Told.class).notices).singleElement()
				.returns(NoticeKind.DELETION_PLANNED, AccountNotice::kind);
			assertThat(planned(host)).isOne();

			TestCaller back = loggedIn(host);
			assertThat(back.get("/auth/me").text("email")).isEqualTo(EMAIL);
			assertThat(planned(host)).isZero();
			assertThat(back.json("DELETE", "/auth/me", DELETION).status()).isEqualTo(204);
			assertThat(host.bean(DueDeletions.class).eraseSome(10)).isZero();
			host.bean(JdbcClient.class)
				.sql("update jwtauth_subject set deletion_due_at = ? where deletion_due_at is not null")
				.param(Instant.now().atOffset(ZoneOffset.UTC).minusSeconds(1))
				.update();
			assertThat(host.bean(DueDeletions.class).eraseSome(10)).isOne();
			assertThat(tracesIn(host)).isEmpty();
			assertThat(host.bean(Told.class).deleted).hasSize(1);
		}
	}

	private static void assertEverythingIsDead(TestHost host, TestCaller caller, Map<String, String> jar,
			Secret reset) {
		assertThat(caller.get("/api/ping").status()).isEqualTo(401);
		assertThat(caller.get("/auth/me").status()).isEqualTo(401);
		Answer refresh = host.caller().jar(jar).post("/auth/token/refresh");
		assertThat(refresh.code()).isEqualTo("session_ended");
		assertThat(refresh.text("reason")).isEqualTo("account_deleted");
		assertThat(host.bean(OneTimeTokens.class).find(OneTimeTokenPurpose.PASSWORD_RESET, reset, null)).isEmpty();
		assertThat(host.caller().login(EMAIL).code()).isEqualTo("invalid_credentials");
	}

	private static void assertNextOneInheritsNothing(TestHost host, AccountId before) {
		host.account(EMAIL, "USER");
		TestCaller next = loggedIn(host);
		Answer me = next.get("/auth/me");
		assertThat(me.text("id")).isNotEqualTo(before.toString());
		assertThat(me.json().get("company").isNull()).isTrue();
		assertThat(me.json().get("external_identities").size()).isZero();
		assertThat(next.get("/auth/sessions").json().get("sessions").size()).isOne();
	}

	private static Subject leaveTraces(TestHost host, TestCaller caller) {
		Answer me = caller.json("PATCH", "/auth/me", """
				{"username":"canary","first_name":"Canary","last_name":"Canary-Smith","company":"Canary & Sons",
				"locale":"de-AT"}""");
		assertThat(me.status()).as(me.toString()).isEqualTo(200);
		AccountId id = AccountId.parse(me.text("id")).orElseThrow();
		host.bean(PasswordHistoryStore.class).add(id, Secret.of("{noop}canary"), Instant.now(), 5);
		host.bean(ExternalIdentityStore.class)
			.linkIfAbsent(new ExternalIdentityKey("github", "canary"), id, Instant.now());
		setUpAFactor(host, id);
		return host.bean(SubjectStore.class).find(id).orElseThrow();
	}

	/** Not an active one, which the deletion would ask for. */
	private static void setUpAFactor(TestHost host, AccountId id) {
		Device phone = new Device("canary's phone", DeviceType.MOBILE, null, null, null, "127.0.0.1", null, null);
		host.bean(TotpEnrollment.class).setup(id);
		host.bean(Transactions.class).join(() -> {
			host.bean(MfaStore.class)
				.replaceRecoveryCodes(id, List.of(new StoredRecoveryCode(UUID.randomUUID(), new byte[] { 1 })));
			host.bean(RememberedDevices.class).remember(id, Secret.of("a device token"), phone);
			return true;
		});
	}

	private static long rowsOf(TestHost host, List<String> tables) {
		return tables.stream()
			.mapToLong((table) -> host.bean(JdbcClient.class)
				.sql("select count(*) from " + table)
				.query(Long.class)
				.single())
			.sum();
	}

	private static Secret resetOf(TestHost host, Subject subject) {
		return host.bean(OneTimeTokens.class)
			.issue(new TokenOffer(OneTimeTokenPurpose.PASSWORD_RESET, subject, Duration.ofHours(1), null, "canary"));
	}

	/**
	 * Tables of ours in which some column, read as text, says who it was. Where requests
	 * came from stays in the audit trail until its time is over (docs/privacy.md).
	 */
	private static Set<String> tracesIn(TestHost host) {
		Set<String> found = new TreeSet<>();
		try (Connection connection = host.bean(DataSource.class).getConnection()) {
			for (String table : tables(connection)) {
				try (Statement statement = connection.createStatement();
						ResultSet rows = statement.executeQuery("select * from " + table)) {
					while (rows.next()) {
						if (tells(table, rows)) {
							found.add(table);
						}
					}
				}
			}
			return found;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<String> tables(Connection connection) throws SQLException {
		List<String> tables = new ArrayList<>();
		try (ResultSet all = connection.getMetaData()
			.getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] { "TABLE", "BASE TABLE" })) {
			while (all.next()) {
				String name = all.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
				if (name.startsWith("jwtauth_")) {
					tables.add(name);
				}
			}
		}
		assertThat(tables).hasSizeGreaterThan(8);
		return tables;
	}

	private static boolean tells(String table, ResultSet row) throws SQLException {
		for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
			String name = row.getMetaData().getColumnName(column).toLowerCase(Locale.ROOT);
			if (table.equals("jwtauth_audit_event") && Set.of("ip_address", "user_agent").contains(name)) {
				continue;
			}
			Object value = row.getObject(column);
			String text = (value instanceof byte[] bytes) ? new String(bytes, StandardCharsets.ISO_8859_1)
					: String.valueOf(value);
			String lower = text.toLowerCase(Locale.ROOT);
			if (TRACES.stream().anyMatch(lower::contains)) {
				return true;
			}
		}
		return false;
	}

	private static long planned(TestHost host) {
		return host.bean(JdbcClient.class)
			.sql("select count(*) from jwtauth_subject where deletion_due_at is not null")
			.query(Long.class)
			.single();
	}

	private static TestCaller loggedIn(TestHost host) {
		TestCaller caller = host.caller().header("User-Agent", "Canary/1.0");
		Answer login = caller.post("/auth/login",
				Map.of("email", EMAIL, "password", TestHost.PASSWORD, "device_name", "canary's phone"));
		assertThat(login.status()).as(login.toString()).isEqualTo(200);
		return caller.bearer(login.text("access_token"));
	}

	private static TestHost host(String database) {
		return starting(database).start();
	}

	private static TestHost.Starting starting(String database) {
		Map<String, String> place = switch (database) {
			case "postgres" -> TestDatabases.postgres();
			case "mariadb" -> TestDatabases.mariaDb();
			default -> TestDatabases.h2();
		};
		return TestHost.of(PlainHost.class, OrdersHost.class)
			.with(place)
			.with("jwtauth.schema.initialize", "always")
			.with("jwtauth.secret", TestStarter.SECRET)
			.with("jwtauth.public-url", "http://localhost")
			.with("jwtauth.registration.extra-fields", "company");
	}

}
