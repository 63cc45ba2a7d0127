package io.github.jwtauth.flow;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.account.TestAccounts;
import io.github.jwtauth.administration.AdministrationDenied;
import io.github.jwtauth.audit.AuditedEvent;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.boot.http.TestPaths;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.login.ExternalLogin;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.password.RawPassword;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Administration over real HTTP, through the real chain.
 */
class AdministrationFlowTests {

	private static final String TOKEN = "kq8hO3YVbnU4cGxhpR7tSxW1eZfJ0dMiQy2LwNvAoTs";

	private static TestHost host;

	private static MovableClock clock;

	private static Heard heard;

	/** Hashing is slow, and not what is tested. */
	private static Secret hash;

	private final String email = UUID.randomUUID() + "@example.com";

	private final AccountId id = account(this.email, "USER");

	private final String adminEmail = UUID.randomUUID() + "@example.com";

	private final AccountId adminId = account(this.adminEmail, "ADMIN", "USER");

	@BeforeAll
	static void start() {
		host = TestHost.of(PlainHost.class, Outside.class).with("jwtauth.admin.enabled", "true").start();
		clock = host.bean(MovableClock.class);
		heard = host.bean(Heard.class);
		hash = host.bean(Passwords.class).encode(RawPassword.of(Secret.of(TestHost.PASSWORD), "password"));
	}

	@AfterAll
	static void stop() {
		host.close();
	}

	/** Those of the trail have their adapter elsewhere. */
	static Stream<Call> calls() {
		return Arrays.stream(AuthEndpoint.values())
			.filter((endpoint) -> endpoint.group().equals("admin") && endpoint != AuthEndpoint.ADMIN_SETUP)
			.flatMap((endpoint) -> endpoint.methods().stream().map((method) -> new Call(method, endpoint)));
	}

	@ParameterizedTest
	@MethodSource("calls")
	void nothingIsForSomebodyWithoutTheRole(Call call) {
		String path = call.path(this.adminId.toString());
		assertThat(host.caller().send(call.method(), path, BodyPublishers.noBody()).status()).isEqualTo(401);
		TestCaller user = callerAs(this.id);
		for (String body : List.of("", "{\"roles\":[\"ADMIN\"]}", "no json")) {
			Answer answer = user.json(call.method(), path, body);
			assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
			assertThat(answer.code()).isEqualTo("forbidden");
		}
		assertThat(heard.last(AdministrationDenied.class)).returns(this.id, AdministrationDenied::accountId)
			.returns(call.endpoint().name().toLowerCase(java.util.Locale.ROOT), AdministrationDenied::what);
		assertThat(statusOf(this.adminId)).isEqualTo(AccountStatus.ACTIVE);
	}

	@ParameterizedTest
	@MethodSource("calls")
	void whoeverLostTheRoleIsOutAlthoughTheirTokenSaysOtherwise(Call call) {
		TestCaller admin = admin();
		host.bean(AccountStore.class).setRoles(keyOf(this.adminId), List.of("USER"));
		Answer answer = admin.send(call.method(), call.path(this.id.toString()), BodyPublishers.noBody());
		assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
		assertThat(answer.code()).isEqualTo("forbidden");
	}

	@ParameterizedTest
	@MethodSource("calls")
	void onlyAFreshProofChangesAnything(Call call) {
		TestCaller admin = admin();
		clock.advance(Duration.ofMinutes(6));
		Answer answer = admin.send(call.method(), call.path(this.id.toString()), BodyPublishers.noBody());
		if (call.method().equals("GET")) {
			assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
		}
		else {
			assertThat(answer.code()).as(answer.toString()).isEqualTo("reauthentication_required");
		}
	}

	@ParameterizedTest
	@MethodSource("calls")
	void noPasswordIsTaken(Call call) {
		if (call.method().equals("GET")) {
			return;
		}
		String known = call.endpoint() == AuthEndpoint.ADMIN_ROLES ? "\"roles\":[\"USER\"]," : "";
		TestCaller admin = admin();
		for (String member : List.of("password", "new_password", "password_hash")) {
			Answer answer = admin.json(call.method(), call.path(this.id.toString()),
					"{" + known + "\"" + member + "\":\"another horse, another battery\"}");
			assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
			assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(member);
			assertThat(answer.json().at("/errors/0/code").asString()).isEqualTo("unknown_field");
		}
		assertThat(host.bean(AccountStore.class).findByKey(keyOf(this.id)).orElseThrow().passwordHash())
			.isEqualTo(hash);
	}

	@ParameterizedTest
	@MethodSource("calls")
	void unknownAndMalformedIdsAreNotFound(Call call) {
		if (!call.endpoint().path().contains("{")) {
			return;
		}
		String body = call.endpoint() == AuthEndpoint.ADMIN_ROLES ? "{\"roles\":[]}" : "";
		for (String odd : List.of(UUID.randomUUID().toString(), "1", "me", "%27", keyOf(this.id))) {
			Answer answer = admin().json(call.method(), call.path(odd), body);
			assertThat(answer.status()).as(answer.toString()).isEqualTo(404);
			assertThat(answer.code()).isEqualTo("not_found");
		}
	}

	@Test
	void accountsAreFoundAndShownWithoutTheirSecrets() {
		String word = "w" + UUID.randomUUID().toString().substring(0, 8);
		for (int i = 0; i < 3; i++) {
			account(word + i + "@example.com", "USER");
		}
		TestCaller admin = admin();
		Answer page = admin.get("/auth/admin/accounts?query=" + word.toUpperCase(java.util.Locale.ROOT)
				+ "&page=1&size=2&sort=password_hash&unknown=1");
		assertThat(page.status()).as(page.toString()).isEqualTo(200);
		assertThat(page.json().propertyNames()).containsExactly("items", "page", "size", "total");
		assertThat(page.json().get("items")).hasSize(1);
		assertThat(page.json().get("total").asInt()).isEqualTo(3);
		assertThat(page.json().get("page").asInt()).isEqualTo(1);
		assertThat(admin.get("/auth/admin/accounts?query=" + this.id).json().at("/items/0/email").asString())
			.isEqualTo(this.email);
		assertThat(admin.get("/auth/admin/accounts?query=" + keyOf(this.id)).json().get("items")).isEmpty();

		host.caller().login(this.email);
		Answer shown = admin.get("/auth/admin/accounts/" + this.id + "/");
		assertThat(shown.json().propertyNames()).containsExactlyInAnyOrder("id", "email", "email_verified", "username",
				"first_name", "last_name", "status", "roles", "registered_at", "last_login_at",
				"password_change_required", "deletion_due_at", "locked_until");
		assertThat(shown.text("status")).isEqualTo("active");
		assertThat(Instant.parse(shown.text("last_login_at"))).isBeforeOrEqualTo(clock.instant());
		for (Answer answer : List.of(page, shown)) {
			assertThat(answer.toString()).doesNotContain("argon2", keyOf(this.id), "hash", "key");
			assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "page=-1", "page=x", "page=1.5", "page=99999999999", "page=1000001", "page=", "size=0",
			"size=101", "size=-1", "size=%D9%A3", "query=%00", "query=a%0Ab" })
	void aMalformedPageIsRefused(String query) {
		Answer answer = admin().get("/auth/admin/accounts?" + query);
		assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo("validation");
		assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(query.split("=")[0]);
	}

	@Test
	void hostileSearchesFindNothing() {
		for (String odd : List.of("%25", "_", "%27%20or%20%271%27=%271", "%27;drop%20table%20jwtauth_account;--",
				"%24%7Bjndi:ldap://x%7D", "%23%7BT(java.lang.Runtime)%7D", "*)(uid=*", "%F0%9F%98%80")) {
			Answer answer = admin().get("/auth/admin/accounts?query=" + odd);
			assertThat(answer.status()).as(odd + ": " + answer).isEqualTo(200);
			if (!odd.equals("_")) {
				assertThat(answer.json().get("items")).as(odd).isEmpty();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "%ED%A0%80", "%FF", "%C3" })
	void aQueryThatIsNoUtf8IsNotOurFault(String query) {
		Answer answer = admin().get("/auth/admin/accounts?query=" + query);
		assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
	}

	@Test
	void aClosedAccountIsOutUntilItIsOpened() {
		TestCaller owner = host.caller();
		String token = owner.login(this.email).text("access_token");
		assertDone(admin().post("/auth/admin/accounts/" + this.id + "/disable"));
		assertThat(owner.post("/auth/token/refresh").text("reason")).isEqualTo("account_disabled");
		assertThat(host.caller().bearer(token).get("/auth/check").status()).isEqualTo(401);
		assertThat(host.caller().login(this.email).code()).isEqualTo("invalid_credentials");
		assertDone(admin().json("POST", "/auth/admin/accounts/" + this.id + "/enable", "{}"));
		assertThat(host.caller().login(this.email).status()).isEqualTo(200);
	}

	@Test
	void rolesComeWithTheNextRefresh() {
		TestCaller owner = host.caller();
		String token = owner.login(this.email).text("access_token");
		Answer answer = admin().json("PUT", "/auth/admin/accounts/" + this.id + "/roles", "{\"roles\":[\"ADMIN\"]}");
		assertDone(answer);
		assertThat(host.caller().bearer(token).get("/auth/check").status()).isEqualTo(401);
		clock.advance(Duration.ofSeconds(2));
		String refreshed = owner.post("/auth/token/refresh").text("access_token");
		assertThat(TestTokens.claims(refreshed).get("roles").toString()).isEqualTo("[\"ADMIN\"]");
		Answer given = admin().json("PUT", "/auth/admin/accounts/" + this.id + "/roles",
				"{\"roles\":[\"ADMIN\",\"OWNER\"]}");
		assertThat(given.code()).isEqualTo("forbidden");
		for (String odd : List.of("{\"roles\":[\"ROLE_ADMIN\"]}", "{\"roles\":[\"A,B\"]}", "{\"roles\":\"ADMIN\"}",
				"{\"roles\":[null]}", "{\"roles\":[1]}", "{}", "[]")) {
			Answer refused = admin().json("PUT", "/auth/admin/accounts/" + this.id + "/roles", odd);
			assertThat(refused.status()).as(odd + refused).isEqualTo(400);
		}
	}

	@Test
	void aNewPasswordIsDemandedAndFailuresAreForgiven() {
		assertDone(admin().post("/auth/admin/accounts/" + this.id + "/require-password-change"));
		assertThat(host.caller().login(this.email).code()).isEqualTo("password_change_required");
		assertDone(admin().post("/auth/admin/accounts/" + this.id + "/unlock"));
		assertThat(admin().post("/auth/admin/accounts/" + this.adminId + "/unlock").code()).isEqualTo("forbidden");
	}

	@Test
	void unlockLetsAnOwnerInWhomStrangersLockedOut() {
		Map<String, String> wrong = Map.of("email", this.email, "password", "a wrong password");
		for (int i = 0; i < 5; i++) {
			assertThat(host.caller().post("/auth/login", wrong).status()).isEqualTo(401);
		}
		assertThat(host.caller().login(this.email).code()).isEqualTo("too_many_attempts");
		String account = "/auth/admin/accounts/" + this.id;
		assertThat(admin().get(account).text("locked_until")).isNotEmpty();
		assertDone(admin().post(account + "/unlock"));
		assertThat(admin().get(account).json().path("locked_until").isString()).isFalse();
		assertThat(host.caller().login(this.email).status()).isEqualTo(200);
	}

	@Test
	void sessionsAreSeenAndEnded() {
		TestCaller owner = host.caller();
		owner.login(this.email);
		TestCaller second = host.caller();
		second.login(this.email);
		TestCaller admin = admin();
		String sessions = "/auth/admin/accounts/" + this.id + "/sessions";
		JsonNode list = admin.get(sessions).json();
		assertThat(list.propertyNames()).containsExactly("items", "page", "size", "total");
		assertThat(list.get("items")).hasSize(2);
		String sid = list.at("/items/0/id").asString();
		Answer foreign = admin.send("DELETE", "/auth/admin/accounts/" + this.adminId + "/sessions/" + sid,
				BodyPublishers.noBody());
		assertThat(foreign.status()).isEqualTo(404);
		assertDone(admin.send("DELETE", sessions + "/" + sid, BodyPublishers.noBody()));
		assertThat(admin.get(sessions).json().get("total").asInt()).isEqualTo(1);
		assertDone(admin.send("DELETE", sessions, BodyPublishers.noBody()));
		assertThat(admin.get(sessions).json().get("items")).isEmpty();
		for (TestCaller ended : List.of(owner, second)) {
			assertThat(ended.post("/auth/token/refresh").text("reason")).isEqualTo("revoked_by_admin");
		}
		assertThat(admin.get(sessions).status()).isEqualTo(200);
	}

	@Test
	void aKeyIsReplacedAndRemoved() {
		List<String> before = kids();
		TestCaller admin = admin();
		assertDone(admin.post("/auth/admin/keys/rotate"));
		List<String> both = kids();
		assertThat(both).containsAll(before).hasSize(before.size() + 1);
		String active = both.stream().filter((kid) -> !before.contains(kid)).findFirst().orElseThrow();
		assertThat(admin.get("/auth/check").status()).isEqualTo(200);
		assertThat(removal(active).code()).isEqualTo("key_in_use");
		assertThat(removal(active).status()).isEqualTo(409);
		before.forEach((kid) -> assertDone(removal(kid)));
		assertThat(kids()).containsExactly(active);
		assertThat(admin.get("/auth/check").status()).isEqualTo(401);
	}

	@Test
	void makeTheFirstAdministrator() {
		try (TestHost fresh = TestHost.of(PlainHost.class, Outside.class)
			.with("jwtauth.admin.enabled", "true")
			.with("jwtauth.admin.setup-token", TOKEN)
			.start()) {
			fresh.account(this.email, "USER");
			fresh.account(this.adminEmail, "USER");
			TestCaller browser = fresh.caller();
			TestCaller caller = browser.bearer(browser.login(this.email).text("access_token"));
			assertThat(caller.get("/auth/admin/accounts").code()).isEqualTo("forbidden");
			assertThat(fresh.caller().post("/auth/admin/setup", Map.of("setup_token", TOKEN)).status()).isEqualTo(401);
			Answer wrong = caller.post("/auth/admin/setup", Map.of("setup_token", TOKEN + "x"));
			assertThat(doctor(fresh).facts()).containsEntry("setup_token", "unused");
			assertThat(doctor(fresh).warnings()).isEmpty();

			assertDone(caller.post("/auth/admin/setup", Map.of("setup_token", TOKEN)));
			assertThat(caller.get("/auth/check").status()).isEqualTo(401);
			fresh.bean(MovableClock.class).advance(Duration.ofSeconds(2));
			Answer login = fresh.caller().login(this.email);
			assertThat(login.json().at("/user/roles").toString()).isEqualTo("[\"ADMIN\",\"USER\"]");

			TestCaller late = fresh.caller().bearer(fresh.caller().login(this.adminEmail).text("access_token"));
			Answer used = late.post("/auth/admin/setup", Map.of("setup_token", TOKEN));
			assertThat(used.status()).isEqualTo(wrong.status()).isEqualTo(403);
			assertThat(used.text("detail")).isEqualTo(wrong.text("detail"));
			assertThat(used.code()).isEqualTo(wrong.code()).isEqualTo("forbidden");
			assertThat(doctor(fresh).warnings()).singleElement()
				.asString()
				.contains("remove jwtauth.admin.setup-token");
			assertThatTheLastOneStays(fresh);
		}
	}

	private void assertThatTheLastOneStays(TestHost fresh) {
		Answer login = fresh.caller().login(this.email);
		TestCaller first = fresh.caller().bearer(login.text("access_token"));
		String own = "/auth/admin/accounts/" + login.json().at("/user/id").asString();
		for (Answer answer : List.of(first.post(own + "/disable"),
				first.json("PUT", own + "/roles", "{\"roles\":[\"USER\"]}"),
				first.json("DELETE", "/auth/me", "{\"password\":\"" + TestHost.PASSWORD + "\"}"))) {
			assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
			assertThat(answer.code()).isEqualTo("last_administrator");
		}
		assertThat(first.get("/auth/admin/accounts").json().get("total").asInt()).isEqualTo(2);
	}

	private static DoctorSection doctor(TestHost fresh) {
		return fresh.context()
			.getBeanProvider(DoctorSection.class)
			.stream()
			.filter((section) -> section.name().equals("administration"))
			.findFirst()
			.orElseThrow();
	}

	private TestCaller admin() {
		return callerAs(this.adminId);
	}

	private static TestCaller callerAs(AccountId id) {
		return host.caller()
			.bearer(host.bean(ExternalLogin.class)
				.open(id, List.of("fed"), TestDevices.laptop(), false)
				.accessToken()
				.value()
				.reveal());
	}

	private Answer removal(String kid) {
		return admin().send("DELETE", "/auth/admin/keys/" + kid, BodyPublishers.noBody());
	}

	private static List<String> kids() {
		List<String> kids = new ArrayList<>();
		host.caller()
			.get("/.well-known/jwks.json")
			.json()
			.get("keys")
			.forEach((key) -> kids.add(key.get("kid").asString()));
		return kids;
	}

	private static void assertDone(Answer answer) {
		assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
		assertThat(answer.response().body()).isEmpty();
	}

	private static AccountStatus statusOf(AccountId id) {
		return host.bean(AccountLookup.class).byId(id).orElseThrow().account().status();
	}

	private static String keyOf(AccountId id) {
		return host.bean(SubjectStore.class).find(id).orElseThrow().accountKey();
	}

	private static AccountId account(String email, String... roles) {
		Account account = TestAccounts.withPassword(email, hash).withRoles(List.of(roles));
		host.bean(AccountStore.class).insertIfAbsent(account);
		return host.bean(SubjectStore.class).subjectOf(account.key()).id();
	}

	/**
	 * One call of the contract.
	 *
	 * @param method of HTTP
	 * @param endpoint which
	 */
	record Call(String method, AuthEndpoint endpoint) {

		String path(String id) {
			return "/auth" + TestPaths.of(this.endpoint, id);
		}

	}

	/** What was published. */
	static final class Heard {

		private final List<AuditedEvent> events = Collections.synchronizedList(new ArrayList<>());

		@EventListener
		void on(AuditedEvent event) {
			this.events.add(event);
		}

		<E extends AuditedEvent> E last(Class<E> type) {
			return List.copyOf(this.events)
				.stream()
				.filter(type::isInstance)
				.map(type::cast)
				.reduce((first, second) -> second)
				.orElseThrow();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Outside {

		@Bean
		Heard heard() {
			return new Heard();
		}

		@Bean(defaultCandidate = false)
		@JwtAuthBean
		Clock clock() {
			return new MovableClock(Instant.now());
		}

	}

}
