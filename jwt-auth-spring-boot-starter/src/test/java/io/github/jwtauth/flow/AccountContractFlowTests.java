package io.github.jwtauth.flow;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.notification.NoticeKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The wire of everything about accounts, to the letter of {@code docs/http-api.md}: what
 * bodies may contain, what answers are made of, what cookies look like.
 */
class AccountContractFlowTests {

	private static final String[] TOKENS = { "access_token", "token_type", "expires_in", "refresh_token",
			"refresh_expires_in", "session_id", "device_token" };

	private static TestHost host;

	private static String bearer;

	@BeforeAll
	static void start() {
		host = TestHost.of(PlainHost.class)
			.with("jwtauth.cookie.secure", "true")
			.with("jwtauth.transport-override", "true")
			.with("jwtauth.email-verification.session", "exchange")
			.with("jwtauth.admin.enabled", "true")
			.with("jwtauth.rate-limit.enabled", "false")
			.start();
		host.account("owner@example.com", "ADMIN");
		bearer = host.caller().login("owner@example.com").text("access_token");
	}

	@AfterAll
	static void stop() {
		host.close();
	}

	@ParameterizedTest
	@CsvSource({ "POST,/register,email password", "POST,/email/verify,token", "POST,/email/resend,email",
			"POST,/email/change,new_email", "POST,/email/change/confirm,token", "POST,/email/change/undo,token",
			"POST,/login,identifier password", "POST,/token/exchange,exchange_token",
			"POST,/password/change,current_password new_password", "POST,/password/reset,email",
			"POST,/password/reset/confirm,token new_password", "POST,/reauthenticate,password",
			"POST,/sessions/not-me,token", "POST,/admin/invitations,email", "POST,/invitations/accept,token password",
			"PATCH,/me,first_name", "DELETE,/me,password" })
	void bodiesAreReadStrictly(String method, String path, String fields) {
		TestCaller caller = host.caller().bearer(bearer);
		Map<String, Object> body = new LinkedHashMap<>();
		Arrays.stream(fields.split(" ")).forEach((field) -> body.put(field, "x"));
		String url = "/auth" + path;
		String first = fields.split(" ")[0];

		body.put("surprise", "x");
		assertRefused(caller.json(method, url, json(body)), 400, "validation", "surprise", "unknown_field");
		body.remove("surprise");
		body.put(first, 1);
		assertRefused(caller.json(method, url, json(body)), 400, "validation", first, "wrong_type");
		assertRefused(caller.json(method, url, "{"), 400, "validation", "body", "malformed");
		assertProblem(caller.json(method, url, "{\"" + first + "\":\"" + "a".repeat(17_000) + "\"}"), 413,
				"payload_too_large");
		assertProblem(caller.header("Content-Type", "text/plain").send(method, url, BodyPublishers.ofString("{}")), 415,
				"unsupported_media_type");
	}

	@ParameterizedTest
	@CsvSource({ "/register,email,password", "/email/change,new_email,", "/email/change/confirm,token,",
			"/email/change/undo,token,", "/password/change,current_password,new_password", "/password/reset,email,",
			"/password/reset/confirm,token,new_password", "/reauthenticate,password,", "/sessions/not-me,token,",
			"/admin/invitations,email,", "/invitations/accept,token,password" })
	void everyFieldThatIsMissingIsNamed(String path, String first, String second) {
		Answer answer = host.caller().bearer(bearer).json("POST", "/auth" + path, "{}");
		assertRefused(answer, 400, "validation", first, "required");
		if (second != null) {
			assertThat(answer.json().at("/errors/1/field").asString()).isEqualTo(second);
		}
	}

	@Test
	void aRegistrationInABrowserIsMadeOfTheseCookiesAndMembers() {
		TestCaller browser = host.caller();
		Answer registered = browser.post("/auth/register",
				Map.of("email", "browser@example.com", "password", TestHost.PASSWORD));
		assertThat(registered.json().propertyNames()).containsExactly("status", "email");
		assertThat(registered.setCookies()).singleElement()
			.asString()
			.matches("__Host-registration=\\S+; Path=/; Max-Age=86400; Expires=.*; Secure; HttpOnly; SameSite=Strict");
		Answer verified = browser.post("/auth/email/verify",
				Map.of("token", host.mails().token(NoticeKind.VERIFY_EMAIL)));
		assertThat(verified.json().propertyNames()).containsExactly("status", "exchange_token");
		assertThat(verified.setCookies()).anySatisfy((cookie) -> assertThat(cookie)
			.matches("__Host-exchange=\\S+; Path=/; Max-Age=60; Expires=.*; Secure; HttpOnly; SameSite=Strict"));
		Answer session = browser.post("/auth/token/exchange",
				Map.of("exchange_token", verified.text("exchange_token")));
		assertThat(session.json().propertyNames()).containsExactlyInAnyOrder("access_token", "token_type", "expires_in",
				"refresh_expires_in", "session_id", "user", "first_login");
		assertThat(browser.cookies()).containsOnlyKeys("__Host-refresh_token", "__Host-device");
		assertThat(session.setCookies()).anySatisfy((cookie) -> assertThat(cookie)
			.matches("__Host-device=\\S+; Path=/; Max-Age=15552000; Expires=.*; Secure; HttpOnly; SameSite=Strict"));
	}

	@Test
	void tokensOfAClientWithoutCookiesAreMadeOfTheseMembers() {
		host.account("phone@example.com", "USER");
		TestCaller phone = host.caller().header("X-Token-Transport", "body");
		Answer login = phone.login("phone@example.com");
		assertThat(login.setCookies()).isEmpty();
		assertThat(login.json().propertyNames()).contains(TOKENS).contains("user").hasSize(TOKENS.length + 1);
		assertThat(login.json().path("user").propertyNames()).containsExactly("id", "email", "username", "first_name",
				"last_name", "email_verified", "roles");

		Answer proven = phone.bearer(login.text("access_token"))
			.post("/auth/reauthenticate/", Map.of("password", TestHost.PASSWORD));
		assertThat(proven.json().propertyNames()).containsExactlyInAnyOrder(TOKENS);
		Answer changed = phone.bearer(proven.text("access_token"))
			.post("/auth/password/change/", Map.of("old_password", TestHost.PASSWORD, "new_password",
					"another horse of steel", "new_password_confirm", "another horse of steel"));
		assertThat(changed.json().propertyNames()).containsExactlyInAnyOrder(TOKENS);
		assertThat(changed.text("session_id")).isEqualTo(login.text("session_id"));
	}

	@Test
	void theProfileAndThePolicyAreMadeOfTheseMembers() {
		Answer me = host.caller().bearer(bearer).get("/auth/me/");
		assertThat(me.json().propertyNames()).containsExactly("id", "email", "username", "first_name", "last_name",
				"email_verified", "roles", "locale", "time_zone", "created_at", "email_verified_at",
				"password_changed_at", "terms_accepted_at", "terms_version", "privacy_policy_accepted_at",
				"privacy_version", "has_password", "external_identities");
		assertThat(host.caller().get("/auth/password/policy/").json().propertyNames()).containsExactly("min_length",
				"max_length", "require", "history", "common_passwords_refused", "breach_check");
		Answer export = host.caller().bearer(bearer).post("/auth/me/export/");
		assertThat(export.json().propertyNames()).containsExactly("exported_at", "profile", "consents", "sessions",
				"external_identities", "second_factor", "remembered_devices", "audit_trail");
		assertThat(export.header("Content-Disposition")).startsWith("attachment");
	}

	private static void assertRefused(Answer answer, int status, String code, String field, String fault) {
		assertProblem(answer, status, code);
		assertThat(answer.json().at("/errors/0/field").asString()).as(answer.toString()).isEqualTo(field);
		assertThat(answer.json().at("/errors/0/code").asString()).as(answer.toString()).isEqualTo(fault);
		assertThat(answer.json().at("/errors/0/message").asString()).isNotEmpty();
	}

	private static void assertProblem(Answer answer, int status, String code) {
		assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
		assertThat(answer.code()).isEqualTo(code);
		assertThat(answer.text("type")).isEqualTo("urn:jwtauth:problem:" + code);
		assertThat(answer.json().propertyNames()).contains("title", "status", "detail", "trace_id");
		assertThat(answer.setCookies()).isEmpty();
	}

	private static String json(Map<String, Object> body) {
		return JsonMapper.shared().writeValueAsString(body);
	}

}
