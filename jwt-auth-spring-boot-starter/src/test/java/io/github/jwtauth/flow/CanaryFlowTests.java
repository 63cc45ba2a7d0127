package io.github.jwtauth.flow;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.boot.jpa.TestDatabases;
import io.github.jwtauth.flow.SecretsFlowTests.Ear;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.mfa.FactorResponse;
import io.github.jwtauth.mfa.TotpEnrollment;
import io.github.jwtauth.mfa.TotpSetup;
import io.github.jwtauth.notification.NoticeKind;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Somebody lives a whole life with an account, every endpoint is made to fail, the
 * database goes away and comes back. No secret of theirs or of the configuration shows
 * anywhere afterwards, and nothing personal where it does not belong. What
 * looks for them asks for all tables, beans, meters and endpoints that there are, so that
 * new ones are looked at, too.
 */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanaryFlowTests {

	private static final String SECRET = "kq8hO3YVbnU4cGxhpR7tSxW1eZfJ0dMiQy2LwNvAoTs";

	private static final String PREVIOUS = "DIdPELTOtcM04A0QOAywUSTOW4CN-DVEzeGMGyaLCtM";

	private static final String SETUP_TOKEN = "vT3nWb8LqY0sZk5HcRm1Xd9PfJ6aGu2EoQ7iVyK4NpB";

	private static final String MAIL_PASSWORD = "c4n4ry-of-the-mail-server";

	private static final String DATABASE_PASSWORD = "c4n4ry-of-the-database";

	private static final String FIRST = "first c4n4ry walks a line";

	private static final String SECOND = "second c4n4ry walks a line";

	private static final String THIRD = "third c4n4ry walks a line";

	/** In everything that is wrong. */
	private static final String WRONG = "wr0ngc4n4ry";

	/** In addresses and names. */
	private static final String PERSON = "p3rsonal";

	private static final String EMAIL = PERSON + "@example.com";

	private static final String ADMIN = "admin." + PERSON + "@example.com";

	private static final String NEW_EMAIL = "new." + PERSON + "@example.org";

	/** Where a person is known of course; every other table has to do without. */
	private static final Set<String> PERSONAL_TABLES = Set.of("jwtauth_account", "jwtauth_account_details",
			"jwtauth_session", "jwtauth_one_time_token", "jwtauth_external_identity");

	private static final Pattern CODE = Pattern.compile("(?<!\\w)\\d{4} ?\\d{4}(?!\\w)");

	/** Whoever succeeds here has no session to fail with elsewhere. */
	private static final Set<AuthEndpoint> LAST = Set.of(AuthEndpoint.LOGOUT, AuthEndpoint.SESSIONS_TERMINATE_ALL);

	private final Set<String> secrets = new TreeSet<>(Set.of(SECRET, PREVIOUS, SETUP_TOKEN, MAIL_PASSWORD,
			DATABASE_PASSWORD, FIRST, SECOND, THIRD, WRONG, TestHost.PASSWORD));

	/** Short ones, which may be part of something else by chance. */
	private final Set<String> codes = new TreeSet<>();

	private final List<String> refusals = new ArrayList<>();

	private TestHost host;

	private String export = "";

	private String log = "";

	@BeforeAll
	void live(CapturedOutput output) {
		this.host = start();
		this.host.account(ADMIN, "USER", "ADMIN");
		String token = journey();
		failEverywhere(token);
		this.host.bean(ObservedDataSource.class).cut();
		failEverywhere(token);
		this.host.bean(ObservedDataSource.class).mend();
		leave();
		this.log = output.getAll();
		quiet();
	}

	@AfterAll
	void stop() {
		quiet();
		this.host.close();
	}

	@Test
	void theJourneyHasBeenWhereSecretsAre() {
		assertThat(this.secrets).hasSizeGreaterThan(30)
			.anyMatch((secret) -> secret.startsWith("jar_"))
			.anyMatch((secret) -> secret.startsWith("jdt_"))
			.anyMatch((secret) -> secret.startsWith("otpauth://"))
			.anyMatch((secret) -> secret.startsWith("ey"));
		assertThat(this.codes).isNotEmpty();
		assertThat(this.refusals).hasSizeGreaterThan(100);
		assertThat(this.export).contains(PERSON);
	}

	@Test
	void noLogTellsASecretOrAPerson() {
		assertThat(this.log).contains("DEBUG", "TRACE", "/auth/register", "/auth/me/export", "/auth/email/change");
		assertSilent(this.log, true);
	}

	@Test
	void noProblemTellsWhatWasSent() {
		assertSilent(String.join("\n", this.refusals), true);
	}

	@Test
	void noTableKeepsASecretAndOnlySomeAPerson() {
		assertSilent(SecretsFlowTests.dump(this.host), false);
		JdbcClient sql = this.host.bean(JdbcClient.class);
		List<String> tables = sql
			.sql("select lower(table_name) from information_schema.tables where lower(table_name) like 'jwtauth%'")
			.query(String.class)
			.list();
		assertThat(tables).contains("jwtauth_audit_event", "jwtauth_login_failure", "jwtauth_mail", "jwtauth_totp",
				"jwtauth_recovery_code");
		for (String table : tables) {
			String rows = sql.sql("select * from " + table).query().listOfRows().toString();
			assertThat(PERSONAL_TABLES.contains(table) || !rows.contains(PERSON)).as(table + " " + rows).isTrue();
		}
	}

	@Test
	void noBeanAndNoEventPrintsASecretOrAPerson() {
		String beans = SecretsFlowTests.printedBeans(this.host);
		assertThat(beans).contains("jwtAuthSecretKeys=", "JwtAuthProperties", "JoseProperties");
		assertSilent(beans, true);
		List<?> events = this.host.bean(Ear.class).heard;
		assertThat(events).hasSizeGreaterThan(12);
		assertSilent(events.toString(), true);
	}

	@Test
	void noMeterIsTaggedWithASecretOrAPerson() {
		StringBuilder meters = new StringBuilder();
		this.host.bean(MeterRegistry.class)
			.getMeters()
			.forEach((meter) -> meters.append(meter.getId()).append(meter.getId().getDescription()).append('\n'));
		assertThat(meters).contains("http.server.requests");
		assertSilent(meters.toString(), true);
	}

	/** Although the host lets it show values, which is not the default. */
	@Test
	void theActuatorTellsNoSecretOfOurs() {
		TestCaller admin = this.host.caller();
		TestCaller bearer = admin.bearer(admin.login(ADMIN).text("access_token"));
		Map<String, String> told = new LinkedHashMap<>();
		bearer.get("/actuator").json().get("_links").forEach((link) -> {
			String path = link.get("href").asString().replaceFirst("https?://[^/]+", "");
			if (!path.contains("{") && !path.contains("heapdump") && !path.contains("shutdown")) {
				told.put(path, bearer.get(path).response().body());
			}
		});

		assertThat(told).containsKeys("/actuator/env", "/actuator/configprops", "/actuator/beans");
		assertThat(told.get("/actuator/env")).contains("jwtauth.secret", "jwtauth.previous-secrets",
				"http://localhost");
		assertThat(told.get("/actuator/configprops")).contains("previousSecrets", "http://localhost");
		String all = String.join("\n", told.values()).replace(MAIL_PASSWORD, "").replace(DATABASE_PASSWORD, "");
		assertSilent(all, true);
	}

	@Test
	void neitherDoctorNorExportTellsASecret() {
		StringBuilder sections = new StringBuilder();
		this.host.context()
			.getBeansOfType(DoctorSection.class)
			.values()
			.forEach((section) -> sections.append(section.name()).append(section.facts()).append(section.warnings()));
		assertThat(sections).contains("configuration");
		assertSilent(sections.toString(), true);
		assertSilent(this.export, false);
	}

	private String journey() {
		TestCaller browser = this.host.caller();
		note(browser, post(browser, "/auth/register", Map.of("email", EMAIL, "password", FIRST, "first_name", PERSON,
				"last_name", PERSON, "username", PERSON + "1")));
		note(browser, post(browser, "/auth/email/verify", Map.of("token", mailed(NoticeKind.VERIFY_EMAIL))));
		Answer session = logIn(browser, EMAIL, FIRST);
		TestCaller bearer = browser.bearer(session.text("access_token"));
		note(browser,
				post(bearer.header("X-Token-Transport", "body"), "/auth/reauthenticate", Map.of("password", FIRST)));
		note(browser, bearer.json("PATCH", "/auth/me", "{\"first_name\":\"" + PERSON + "2\"}"));
		note(browser, browser.get("/auth/csrf"));
		note(browser, browser.post("/auth/token/refresh"));
		note(browser, post(bearer, "/auth/email/change", Map.of("new_email", NEW_EMAIL)));
		post(browser, "/auth/email/change/confirm", Map.of("token", mailed(NoticeKind.CONFIRM_EMAIL_CHANGE)));
		note(browser, post(bearer, "/auth/password/change", Map.of("current_password", FIRST, "new_password", SECOND)));
		invite();
		setUpAFactor();
		post(browser, "/auth/password/reset", Map.of("email", NEW_EMAIL));
		post(browser, "/auth/password/reset/confirm",
				Map.of("token", mailed(NoticeKind.RESET_PASSWORD), "new_password", THIRD));
		mailed(NoticeKind.EMAIL_CHANGED);
		TestCaller phone = this.host.caller().header("User-Agent", "Phone/1.0").header("X-Token-Transport", "body");
		String token = logIn(phone, NEW_EMAIL, THIRD).text("access_token");
		this.export = phone.bearer(token).post("/auth/me/export").response().body();
		return token;
	}

	/** Of somebody else, who stays. */
	private void setUpAFactor() {
		String email = "factor." + PERSON + "@example.com";
		this.host.account(email, "USER");
		AccountId id = this.host.bean(AccountLookup.class).byIdentifier(email).orElseThrow().id();
		TotpEnrollment enrollment = this.host.bean(TotpEnrollment.class);
		TotpSetup setup = enrollment.setup(id);
		String code = new TestAuthenticator(setup.secret().reveal(), Clock.systemUTC()).code();
		List<Secret> recovery = enrollment.activate(id, Secret.of(code), TestDevices.phone(), () -> true);
		remember(setup.secret().reveal());
		remember(setup.otpauthUri().reveal());
		recovery.forEach((each) -> {
			remember(each.reveal());
			remember(each.reveal().replace("-", ""));
		});
		FactorResponse wrong = new FactorResponse.RecoveryCode(Secret.of(WRONG));
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(() -> enrollment.deactivate(id, wrong, TestDevices.phone()));
		assertThat(this.host.mails().await(NoticeKind.MFA_ENABLED, 1)).isNotEmpty();
	}

	private void invite() {
		TestCaller admin = this.host.caller();
		String token = logIn(admin, ADMIN, TestHost.PASSWORD).text("access_token");
		String guest = "guest." + PERSON + "@example.net";
		post(admin.bearer(token), "/auth/admin/invitations", Map.of("email", guest, "first_name", PERSON));
		TestCaller invitee = this.host.caller();
		note(invitee, post(invitee, "/auth/invitations/accept",
				Map.of("token", mailed(NoticeKind.INVITATION), "password", FIRST)));
	}

	/** Every endpoint with what is wrong, as anybody and as somebody. */
	private void failEverywhere(String token) {
		String everything = Stream
			.of("email", "identifier", "password", "token", "refresh_token", "exchange_token", "new_password",
					"current_password", "new_email", "device_token", "code")
			.map((name) -> '"' + name + "\":\"" + WRONG + '"')
			.reduce("\"bogus\":\"" + WRONG + '"', (all, member) -> all + ',' + member);
		List<AuthEndpoint> endpoints = Stream
			.concat(Arrays.stream(AuthEndpoint.values()).filter((endpoint) -> !LAST.contains(endpoint)), LAST.stream())
			.toList();
		for (AuthEndpoint endpoint : endpoints) {
			String path = (endpoint.path().startsWith("/.") ? "" : "/auth")
					+ endpoint.path().replaceAll("\\{[^}]+}", "nobody").replace("/**", "/nobody");
			for (String method : endpoint.methods()) {
				for (TestCaller caller : List.of(this.host.caller(), this.host.caller().bearer(token),
						this.host.caller().bearer(WRONG).jar(Map.of("refresh_token", WRONG, "device", WRONG)))) {
					refuse(caller.json(method, path, '{' + everything + '}'));
					refuse(caller.json(method, path, "{\"password\":\"" + WRONG));
				}
			}
		}
		login(Map.of("identifier", NEW_EMAIL, "password", WRONG));
		login(Map.of("identifier", NEW_EMAIL, "password", THIRD, "device_token", "jdt_" + WRONG));
		login(Map.of("identifier", "nobody." + NEW_EMAIL, "password", WRONG));
	}

	private void login(Map<String, String> credentials) {
		TestCaller caller = this.host.caller();
		Answer answer = caller.post("/auth/login", credentials);
		note(caller, answer);
		refuse(answer);
	}

	private void refuse(Answer answer) {
		if (answer.status() >= 400) {
			this.refusals.add(answer.response().headers().map() + answer.response().body());
		}
	}

	/** With the account all that is personal goes; secrets must not have stayed. */
	private void leave() {
		TestCaller browser = this.host.caller();
		String token = logIn(browser, NEW_EMAIL, THIRD).text("access_token");
		assertThat(browser.bearer(token).json("DELETE", "/auth/me", "{\"password\":\"" + WRONG + "\"}").status())
			.isGreaterThanOrEqualTo(400);
		browser.bearer(token).post("/auth/logout");
	}

	private Answer logIn(TestCaller caller, String email, String password) {
		Answer answer = post(caller, "/auth/login",
				Map.of("identifier", email, "password", password, "device_name", "phone"));
		note(caller, answer);
		return answer;
	}

	private static Answer post(TestCaller caller, String path, Map<String, String> body) {
		Answer answer = caller.post(path, body);
		assertThat(answer.status()).as(path + " " + answer).isLessThan(300);
		return answer;
	}

	/** Every token of an answer, in the body or in a cookie. */
	private void note(TestCaller caller, Answer answer) {
		if (answer.response().body().startsWith("{")) {
			for (Map.Entry<String, JsonNode> member : answer.json().properties()) {
				if (member.getKey().endsWith("_token")) {
					remember(member.getValue().asString());
				}
			}
		}
		caller.cookies().values().forEach(this::remember);
	}

	private void remember(String token) {
		this.secrets.add(token);
		if (token.startsWith("ey")) {
			this.secrets.add(token.substring(token.lastIndexOf('.') + 1));
		}
	}

	/** The token of a mail, and the code beside it. */
	private String mailed(NoticeKind kind) {
		String token = this.host.mails().token(kind);
		remember(token);
		String text = this.host.mails().await(kind, 1).get(0).content().text();
		CODE.matcher(text).results().forEach((code) -> this.codes.add(code.group()));
		return token;
	}

	private void assertSilent(String told, boolean ofPersons) {
		List<String> unheard = new ArrayList<>(this.secrets);
		if (ofPersons) {
			unheard.add(PERSON);
		}
		SecretsFlowTests.assertNotIn(told, unheard);
		for (String code : this.codes) {
			assertThat(
					Pattern.compile("(?<![A-Za-z0-9])" + Pattern.quote(code) + "(?![A-Za-z0-9])").matcher(told).find())
				.as(code)
				.isFalse();
		}
	}

	private static void quiet() {
		LoggingSystem logging = LoggingSystem.get(CanaryFlowTests.class.getClassLoader());
		logging.setLogLevel("io.github.jwtauth", null);
		logging.setLogLevel("org.springframework", LogLevel.WARN);
	}

	private static TestHost start() {
		return TestHost.of(PlainHost.class, ObservedDataSource.Observation.class, Ear.class)
			.beside(".actuate.", ".boot.health.", ".boot.micrometer.")
			.with(TestDatabases.h2())
			.with("spring.datasource.password", DATABASE_PASSWORD)
			.with("spring.mail.password", MAIL_PASSWORD)
			.with("jwtauth.secret", SECRET)
			.with("jwtauth.previous-secrets", PREVIOUS)
			.with("jwtauth.public-url", "http://localhost")
			.with("jwtauth.admin.enabled", "true")
			.with("jwtauth.admin.setup-token", SETUP_TOKEN)
			.with("jwtauth.email-verification.session", "exchange")
			.with("jwtauth.transport-override", "true")
			.with("jwtauth.csrf.token", "false")
			.with("management.endpoints.web.exposure.include", "*")
			.with("management.endpoint.env.show-values", "always")
			.with("management.endpoint.configprops.show-values", "always")
			.with("logging.level.io.github.jwtauth", "TRACE")
			.with("logging.level.org.springframework", "DEBUG")
			.start();
	}

}
