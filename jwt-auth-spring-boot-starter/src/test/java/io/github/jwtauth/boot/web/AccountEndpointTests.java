package io.github.jwtauth.boot.web;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDetails;
import io.github.jwtauth.account.Consent;
import io.github.jwtauth.account.ExternalIdentityKey;
import io.github.jwtauth.boot.web.TestBrowser.Answer;
import io.github.jwtauth.login.TestJwtAuth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;

class AccountEndpointTests {

	private static final Instant LONG_AGO = Instant.parse("2026-01-02T03:04:05Z");

	private static final String DELETION = "{\"password\":\"" + TestJwtAuth.PASSWORD + "\"}";

	@Test
	void ownerSeesWhatTheContractNamesAndNothingElse() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			AccountId id = idOf(browser);
			browser.core().details.save(id, new AccountDetails(LONG_AGO, LONG_AGO, null, "de-AT", "Europe/Vienna",
					new Consent("2026-01", LONG_AGO), null, Map.of("company", "ACME", "secret_note", "x")));
			browser.core().identities.linkIfAbsent(new ExternalIdentityKey("github", "4711"), id, LONG_AGO);
			Answer answer = browser.send(TestBrowser.bearer(TestBrowser.get("/auth/me"), browser.login()));
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.json().keySet()).containsExactly("id", "email", "username", "first_name", "last_name",
					"email_verified", "roles", "locale", "time_zone", "created_at", "email_verified_at",
					"password_changed_at", "terms_accepted_at", "terms_version", "privacy_policy_accepted_at",
					"privacy_version", "has_password", "external_identities", "company", "phone");
			assertThat(answer.json()).containsEntry("id", id.toString())
				.containsEntry("email", TestWebHost.EMAIL)
				.containsEntry("roles", List.of("USER"))
				.containsEntry("created_at", "2026-01-02T03:04:05Z")
				.containsEntry("password_changed_at", null)
				.containsEntry("terms_version", "2026-01")
				.containsEntry("has_password", true)
				.containsEntry("external_identities", List.of("github"))
				.containsEntry("company", "ACME")
				.containsEntry("phone", null);
			assertThat(answer.body()).doesNotContain("4711", "{test}", accountOf(browser).key());
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /auth/me", "PATCH /auth/me", "DELETE /auth/me", "POST /auth/me/export" })
	void withoutATokenNothingHappens(String endpoint) {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Answer answer = browser.send(json(endpoint.split(" ")[0], endpoint.split(" ")[1], DELETION));
			assertThat(answer.status()).isEqualTo(401);
			assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
			assertThat(browser.core().accounts.findByIdentifier(TestWebHost.EMAIL)).isPresent();
		});
	}

	@Test
	void whatIsAbsentStaysAndWhatIsNullIsCleared() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Answer login = browser.login();
			Answer first = patch(browser, login, """
					{"username":"ada","first_name":"Augusta","locale":"de-AT","time_zone":"Europe/Vienna",
					"company":"ACME","phone":"1"}""");
			assertThat(first.status()).as(first.body()).isEqualTo(200);
			Answer second = patch(browser, login, """
					{"first_name":null,"time_zone":null,"phone":null}""");
			assertThat(second.json()).containsEntry("username", "ada")
				.containsEntry("first_name", null)
				.containsEntry("last_name", "Body")
				.containsEntry("locale", "de-AT")
				.containsEntry("time_zone", null)
				.containsEntry("company", "ACME")
				.containsEntry("phone", null);
			assertThat(patch(browser, login, "{}").json()).isEqualTo(second.json());
			assertThat(browser.send(TestBrowser.bearer(TestBrowser.get("/auth/me"), login)).json())
				.isEqualTo(second.json());
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"roles\":[\"ADMIN\"]", "\"email\":\"evil@example.com\"", "\"enabled\":true",
			"\"id\":\"1\"", "\"email_verified\":true", "\"password\":\"x\"", "\"extra\":{\"phone\":\"1\"}",
			"\"created_at\":null", "\"firstName\":\"x\"", "\"has_password\":false" })
	void everythingElseIsUnknown(String member) {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Account before = accountOf(browser);
			Answer answer = patch(browser, browser.login(), "{\"last_name\":\"Evil\"," + member + "}");
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.json().get("errors")).asString().contains("code=unknown_field");
			assertThat(accountOf(browser)).isEqualTo(before);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"first_name\":1", "\"phone\":1", "\"phone\":{\"a\":\"b\"}", "\"locale\":[]",
			"\"username\":true" })
	void onlyTextsAreTexts(String member) {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Answer answer = patch(browser, browser.login(), "{" + member + "}");
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.json().get("errors")).asString().contains("code=wrong_type");
		});
	}

	@Test
	void usernameOfSomebodyElseIsAConflict() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Account other = browser.core().register("bob@example.com");
			browser.core().accounts.updateNames(other.key(), "bob", null, null);
			Answer answer = patch(browser, browser.login(), "{\"username\":\"Bob\"}");
			assertThat(answer.status()).isEqualTo(409);
			assertThat(answer.code()).isEqualTo("username_taken");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "DELETE /auth/me", "POST /auth/me/export" })
	void whatMattersNeedsAFreshProof(String endpoint) {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Answer login = browser.login();
			browser.core().clock.advance(Duration.ofSeconds(301));
			Answer answer = browser.send(TestBrowser.bearer(
					json(endpoint.split(" ")[0], endpoint.split(" ")[1], endpoint.startsWith("DELETE") ? DELETION : ""),
					login));
			assertThat(answer.status()).isEqualTo(403);
			assertThat(answer.code()).isEqualTo("reauthentication_required");
			assertThat(browser.core().accounts.findByIdentifier(TestWebHost.EMAIL)).isPresent();
		});
	}

	@Test
	void accountIsDeletedWithItsCookies() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Answer login = browser.login();
			Answer answer = browser.send(TestBrowser.bearer(json("DELETE", "/auth/me", DELETION), login)
				.cookie(login.cookie("__Host-refresh_token"), login.cookie("__Host-device")));
			assertThat(answer.status()).isEqualTo(204);
			assertThat(answer.setCookies()).satisfiesExactlyInAnyOrder(
					(cookie) -> assertThat(cookie).startsWith("__Host-refresh_token=; "),
					(cookie) -> assertThat(cookie).startsWith("__Host-device=; "));
			assertThat(browser.core().accounts.findByIdentifier(TestWebHost.EMAIL)).isEmpty();
			// the feed of this node voids the token; where it has not heard yet, there is
			// nobody
			Answer again = browser.send(TestBrowser.bearer(TestBrowser.get("/auth/me"), login));
			assertThat(again.status()).isEqualTo(401);
			assertThat(again.code()).isEqualTo("invalid_token");
		});
	}

	@Test
	void wrongOrMissingPasswordDeletesNothing() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Answer login = browser.login();
			Answer wrong = browser
				.send(TestBrowser.bearer(json("DELETE", "/auth/me", "{\"password\":\"wrong password\"}"), login));
			assertThat(wrong.status()).isEqualTo(401);
			assertThat(wrong.code()).isEqualTo("invalid_credentials");
			for (String body : List.of("", "{}", "{\"password\":null}")) {
				Answer missing = browser.send(TestBrowser.bearer(json("DELETE", "/auth/me", body), login));
				assertThat(missing.status()).isEqualTo(400);
				assertThat(missing.json().get("errors")).asString().contains("field=password, code=required");
			}
			assertThat(browser.core().accounts.findByIdentifier(TestWebHost.EMAIL)).isPresent();
		});
	}

	@Test
	@SuppressWarnings("unchecked")
	void exportIsAFileWithEverythingAndNoSecret() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			AccountId id = idOf(browser);
			TestJwtAuth core = browser.core();
			core.details.save(id, new AccountDetails(LONG_AGO, LONG_AGO, null, null, null,
					new Consent("2026-01", LONG_AGO), null, Map.of("company", "=HYPERLINK(1)")));
			core.identities.linkIfAbsent(new ExternalIdentityKey("github", "4711"), id, LONG_AGO);
			core.passwordHistory.add(id, Secret.of("{test}canary-history"), LONG_AGO, 5);
			core.register("bob@example.com");
			core.login("bob@example.com");
			Answer login = browser.login();
			Answer answer = browser.send(TestBrowser.bearer(TestBrowser.request("POST", "/auth/me/export"), login));
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"account-export.json\"");
			assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
			assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
			assertThat(answer.json().keySet()).containsExactly("exported_at", "profile", "consents", "sessions",
					"external_identities", "second_factor", "remembered_devices");
			assertThat((List<Map<String, Object>>) answer.json().get("sessions")).singleElement()
				.satisfies((session) -> assertThat(session).containsEntry("id", login.json().get("session_id")));
			assertThat((Map<String, Object>) answer.json().get("profile")).containsEntry("company", "=HYPERLINK(1)");
			assertThat(answer.json().get("consents")).isEqualTo(consents());
			assertThat(answer.json().get("external_identities")).asString()
				.contains("provider=github")
				.contains("subject=4711");
			assertThat(answer.body()).doesNotContain("{test}", "canary", "bob@example.com", "jar_", "salt",
					accountOf(browser).key(), TestJwtAuth.PASSWORD);
		});
	}

	@Test
	void usersOfSpringSecurityAreOnlyShown() {
		TestBrowser.host("jwtauth.accounts=user-details").run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Answer login = browser.login();
			assertThat(browser.send(TestBrowser.bearer(TestBrowser.get("/auth/me"), login)).status()).isEqualTo(200);
			assertThat(patch(browser, login, "{}").status()).isEqualTo(405);
			assertThat(browser.send(TestBrowser.bearer(json("DELETE", "/auth/me", DELETION), login)).status())
				.isEqualTo(405);
			assertThat(browser.send(TestBrowser.bearer(TestBrowser.request("POST", "/auth/me/export"), login)).status())
				.isEqualTo(404);
			assertThat(browser.core().accounts.findByIdentifier(TestWebHost.EMAIL)).isPresent();
		});
	}

	private static Map<String, Object> consents() {
		Map<String, Object> consents = new LinkedHashMap<>();
		consents.put("terms", Map.of("version", "2026-01", "accepted_at", "2026-01-02T03:04:05Z"));
		consents.put("privacy_policy", null);
		return consents;
	}

	private static Answer patch(TestBrowser browser, Answer login, String body) {
		return browser.send(TestBrowser.bearer(json("PATCH", "/auth/me", body), login));
	}

	private static MockHttpServletRequestBuilder json(String method, String path, String body) {
		MockHttpServletRequestBuilder request = TestBrowser.request(method, path);
		return body.isEmpty() ? request : request.contentType(MediaType.APPLICATION_JSON).content(body);
	}

	private static Account accountOf(TestBrowser browser) {
		return browser.core().accounts.findByIdentifier(TestWebHost.EMAIL).orElseThrow();
	}

	private static AccountId idOf(TestBrowser browser) {
		return browser.core().idOf(accountOf(browser));
	}

}
