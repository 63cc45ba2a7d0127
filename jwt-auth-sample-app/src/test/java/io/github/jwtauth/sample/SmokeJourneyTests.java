package io.github.jwtauth.sample;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.jwtauth.Secret;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.notification.NoticeKind;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample as it is started, over real HTTP, with the cookie jar of a browser.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "jwtauth.refresh-token.retry-window=0s")
class SmokeJourneyTests {

	private static final String PASSWORD = "correct horse battery staple";

	private final JsonMapper json = JsonMapper.shared();

	private final CookieManager cookies = new CookieManager();

	private final HttpClient browser = HttpClient.newBuilder().cookieHandler(this.cookies).build();

	private final HttpClient stranger = HttpClient.newHttpClient();

	@Autowired
	private AccountNotifier notifier;

	@LocalServerPort
	private int port;

	@Test
	void somebodyLogsInUsesAndRefreshesAndLogsOut() throws Exception {
		assertThat(get("/api/hello", null).statusCode()).isEqualTo(401);
		assertThat(get("/api/public", null).statusCode()).isEqualTo(200);

		JsonNode login = ok(login("demo@example.com"));
		assertThat(login.has("refresh_token")).isFalse();
		assertThat(login.at("/user/roles/0").asString()).isEqualTo("USER");
		String token = login.get("access_token").asString();

		JsonNode hello = ok(get("/api/hello", token));
		assertThat(hello.get("sub").asString()).isEqualTo(login.at("/user/id").asString());
		assertThat(get("/api/admin", token).statusCode()).isEqualTo(403);

		String refreshed = ok(post("/auth/token/refresh", Map.of())).get("access_token").asString();
		assertThat(get("/api/hello", refreshed).statusCode()).isEqualTo(200);
		JsonNode sessions = ok(get("/auth/sessions", refreshed)).get("sessions");
		assertThat(sessions).anyMatch((session) -> session.get("current").asBoolean());

		assertThat(post("/auth/logout", Map.of()).statusCode()).isEqualTo(204);
		assertThat(get("/api/hello", refreshed).statusCode()).isEqualTo(401);
		assertThat(this.cookies.getCookieStore().getCookies())
			.noneMatch((cookie) -> cookie.getName().contains("refresh"));
	}

	@Test
	void replayedTokenEndsTheWholeSession() throws Exception {
		ok(login("demo@example.com"));
		String stolen = refreshCookie();
		ok(post("/auth/token/refresh", Map.of()));

		HttpResponse<String> replay = refreshAs(stolen);
		assertThat(replay.statusCode()).isEqualTo(401);
		assertThat(read(replay).get("reason").asString()).isEqualTo("refresh_token_reuse");

		HttpResponse<String> victim = post("/auth/token/refresh", Map.of());
		assertThat(victim.statusCode()).isEqualTo(401);
		assertThat(read(victim).get("code").asString()).isEqualTo("session_ended");
	}

	@Test
	void administratorsReachWhatIsTheirs() throws Exception {
		String token = ok(login("admin@example.com")).get("access_token").asString();
		assertThat(get("/api/admin", token).statusCode()).isEqualTo(200);
		assertThat(ok(get("/auth/admin/accounts?query=demo", token)).at("/items/0/email").asString())
			.isEqualTo("demo@example.com");
		String user = ok(login("demo@example.com")).get("access_token").asString();
		assertThat(get("/auth/admin/accounts", user).statusCode()).isEqualTo(403);
	}

	@Test
	void theDoctorExplainsTheConfigurationToAdministrators() throws Exception {
		assertThat(get("/actuator/jwtauth", null).statusCode()).isEqualTo(401);
		String user = ok(login("demo@example.com")).get("access_token").asString();
		assertThat(get("/actuator/jwtauth", user).statusCode()).isEqualTo(403);
		String admin = ok(login("admin@example.com")).get("access_token").asString();
		JsonNode report = ok(get("/actuator/jwtauth", admin));
		assertThat(report.at("/sections/transport/cookies/refresh_token").asString()).contains("SameSite=Strict");
		assertThat(report.at("/warnings/0").asString()).contains("jwtauth.secret is not set");
		assertThat(post("/actuator/jwtauth/keys", Map.of()).statusCode()).isNotEqualTo(200);
	}

	@Test
	void nothingMoreOfTheActuatorIsOpen() throws Exception {
		JsonNode health = ok(get("/actuator/health", null));
		assertThat(health.get("status").asString()).isEqualTo("UP");
		assertThat(health.has("components")).isFalse();
		String admin = ok(login("admin@example.com")).get("access_token").asString();
		for (String path : List.of("/actuator/env", "/actuator/heapdump", "/actuator/beans", "/actuator/loggers",
				"/h2-console", "/v3/api-docs")) {
			assertThat(get(path, null).statusCode()).as(path).isIn(401, 404);
			assertThat(get(path, admin).statusCode()).as(path).isEqualTo(404);
		}
	}

	@Test
	void aWrongPasswordTellsNothing() throws Exception {
		HttpResponse<String> wrong = post("/auth/login",
				Map.of("email", "demo@example.com", "password", "wrong wrong wrong"));
		HttpResponse<String> unknown = post("/auth/login",
				Map.of("email", "nobody@example.com", "password", "wrong wrong wrong"));
		assertThat(wrong.statusCode()).isEqualTo(401).isEqualTo(unknown.statusCode());
		assertThat(read(wrong).get("detail")).isEqualTo(read(unknown).get("detail"));
	}

	@Test
	void thePageToTryItIsThere() throws Exception {
		assertThat(get("/", null).body()).contains("jwt-auth");
	}

	@Test
	void mailsAreReadWhereTheyWereSent() throws Exception {
		assertThat(get("/dev/anything", null).statusCode()).isEqualTo(404);
		this.notifier
			.send(AccountNotice.of(NoticeKind.RESET_PASSWORD, null, EmailAddress.of("demo@example.com"), Instant.now())
				.withToken(Secret.of("t0ken"), Instant.now().plusSeconds(3600)));
		// other tests log in, and owners are told of that by mail
		Optional<JsonNode> found = resetMail();
		for (int i = 0; i < 100 && found.isEmpty(); i++) {
			Thread.sleep(100);
			found = resetMail();
		}
		JsonNode mail = found.orElseThrow();
		assertThat(mail.get("to").asString()).isEqualTo("demo@example.com");
		assertThat(mail.at("/links/0").asString()).startsWith("http://localhost:")
			.endsWith("/auth/pages/reset-password#token=t0ken");
		assertThat(mail.propertyNames()).containsExactlyInAnyOrder("to", "subject", "text", "html", "links", "sent_at");
		assertThat(Instant.parse(mail.get("sent_at").asString())).isBeforeOrEqualTo(Instant.now());
	}

	private Optional<JsonNode> resetMail() throws IOException, InterruptedException {
		return ok(get("/dev/mails", null)).valueStream()
			.filter((mail) -> mail.at("/links/0").asString("").contains("/reset-password"))
			.findFirst();
	}

	private HttpResponse<String> login(String email) throws IOException, InterruptedException {
		return post("/auth/login", Map.of("email", email, "password", PASSWORD));
	}

	private HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
		if (token != null) {
			request.header("Authorization", "Bearer " + token);
		}
		return this.browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private HttpResponse<String> post(String path, Map<String, ?> body) throws IOException, InterruptedException {
		return this.browser.send(posting(path, this.json.writeValueAsString(body)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private HttpResponse<String> refreshAs(String cookie) throws IOException, InterruptedException {
		return this.stranger.send(posting("/auth/token/refresh", "{}").header("Cookie", cookie).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private HttpRequest.Builder posting(String path, String body) {
		return HttpRequest.newBuilder(uri(path))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body));
	}

	private String refreshCookie() {
		return this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.filter((cookie) -> cookie.getName().equals("refresh_token"))
			.map((cookie) -> cookie.getName() + "=" + cookie.getValue())
			.findFirst()
			.orElseThrow();
	}

	private JsonNode ok(HttpResponse<String> response) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return read(response);
	}

	private JsonNode read(HttpResponse<String> response) {
		return this.json.readTree(response.body());
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

}
