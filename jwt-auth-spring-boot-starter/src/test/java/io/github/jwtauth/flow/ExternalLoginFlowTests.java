package io.github.jwtauth.flow;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.ExternalIdentityLinked;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.external.ExternalLoginHost;
import io.github.jwtauth.registration.AccountRegistered;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole way over a real OpenID provider, as a browser walks it.
 */
class ExternalLoginFlowTests {

	private static final String FRONT_END = "https://front.example";

	private static TestHost host;

	private final String name = "p" + UUID.randomUUID();

	private final String email = this.name + "@example.com";

	private final TestVisitor browser = new TestVisitor(host);

	@BeforeAll
	static void start() {
		String down = "spring.security.oauth2.client.registration.down.";
		String provider = "spring.security.oauth2.client.provider.down.";
		host = TestHost.of(ExternalLoginHost.class)
			.with(TestProvider.properties())
			.with("jwtauth.cors.allowed-origins", FRONT_END)
			.with(Map.of(down + "client-id", "shop", down + "authorization-grant-type", "authorization_code",
					down + "redirect-uri", "{baseUrl}/login/oauth2/code/{registrationId}",
					provider + "authorization-uri", "http://localhost:1/authorize", provider + "token-uri",
					"http://localhost:1/token", provider + "user-info-uri", "http://localhost:1/me",
					provider + "user-name-attribute", "id"))
			.start();
	}

	@AfterAll
	static void stop() {
		host.close();
	}

	@Test
	void firstLoginSignsUpAndTheSecondFindsTheAccount() {
		vouched();
		Answer back = this.browser.logIn(this.name);
		assertThat(back.status()).as(back.toString()).isEqualTo(302);
		assertThat(back.header("Location")).startsWith("/#exchange_token=jot_");
		assertThat(back.header("Cache-Control")).isEqualTo("no-store");
		assertThat(back.header("Referrer-Policy")).isEqualTo("no-referrer");
		assertThat(back.setCookies()).anySatisfy((cookie) -> assertThat(cookie).startsWith("exchange=")
			.contains("Path=/", "HttpOnly", "SameSite=Strict", "Max-Age=60"));

		Answer session = exchange(back);
		assertThat(session.status()).as(session.toString()).isEqualTo(200);
		assertThat(session.json().get("first_login").booleanValue()).isTrue();
		assertThat(session.json().at("/user/email").asString()).isEqualTo(this.email);
		assertThat(session.json().at("/user/email_verified").booleanValue()).isTrue();
		assertThat(session.json().at("/user/first_name").asString()).isEqualTo("Ada");
		assertThat(session.json().at("/user/roles").toString()).isEqualTo("[\"USER\"]");
		assertThat(session.json().has("refresh_token")).isFalse();
		assertThat(this.browser.cookies()).containsKey("refresh_token").doesNotContainKey("exchange");
		assertThat(TestTokens.claims(session.text("access_token")).get("amr").toString()).isEqualTo("[\"fed\"]");

		String id = session.json().at("/user/id").asString();
		assertThat(ping(session)).isEqualTo(id);
		Answer refreshed = this.browser.post("/auth/token/refresh", Map.of());
		assertThat(refreshed.status()).as(refreshed.toString()).isEqualTo(200);
		assertThat(refreshed.json().has("first_login")).isFalse();

		Answer again = exchange(this.browser.logIn(this.name));
		assertThat(again.json().get("first_login").booleanValue()).isFalse();
		assertThat(again.json().at("/user/id").asString()).isEqualTo(id);
		assertThat(happened(AccountRegistered.class, id)).isOne();
		assertThat(happened(ExternalIdentityLinked.class, id)).isOne();
	}

	@Test
	void noLoginStaysInTheServletSession() {
		vouched();
		assertThat(this.browser.visit("http://127.0.0.1:" + host.port() + "/basket").status()).isEqualTo(200);
		Answer session = exchange(this.browser.logIn(this.name));
		assertThat(this.browser.cookies()).containsKey("JSESSIONID");
		assertThat(host.caller().jar(this.browser.cookies()).get("/page").status()).isEqualTo(401);
		assertThat(host.caller().bearer(session.text("access_token")).get("/page").status()).isEqualTo(200);
	}

	@Test
	void whatTheHostKeepsInTheServletSessionStays() {
		vouched();
		String basket = "http://127.0.0.1:" + host.port() + "/basket";
		assertThat(this.browser.visit(basket).response().body()).isEqualTo("empty");
		this.browser.logIn(this.name);
		assertThat(this.browser.visit(basket).response().body()).isEqualTo("full");
	}

	@Test
	void tokenOfAnotherBrowserLogsNobodyIn() {
		vouched();
		Answer attackers = this.browser.logIn(this.name);
		TestVisitor victim = new TestVisitor(host);
		assertInvalid(victim, attackers);

		// also when the victim has just logged in, too
		String somebody = "q" + UUID.randomUUID();
		TestProvider.person(somebody, Map.of());
		victim.logIn(somebody);
		assertInvalid(victim, attackers);
		assertThat(exchange(attackers).status()).isEqualTo(200);
	}

	@Test
	void usedAndExpiredAndUnknownAreOneAnswer() {
		vouched();
		Answer back = this.browser.logIn(this.name);
		String cookie = this.browser.cookies().get("exchange");
		assertThat(exchange(back).status()).isEqualTo(200);
		this.browser.cookies().put("exchange", cookie);
		assertInvalid(this.browser, back);

		Answer late = this.browser.logIn(this.name);
		sql().sql("update jwtauth_one_time_token set expires_at = current_timestamp - interval '1' second").update();
		assertInvalid(this.browser, late);
		Answer garbage = this.browser.post("/auth/token/exchange", Map.of("exchange_token", "jot_x"));
		assertThat(garbage.code()).isEqualTo("invalid_token");
		assertThat(this.browser.post("/auth/token/exchange", Map.of()).code()).isEqualTo("validation");
	}

	@Test
	void anotherSiteCannotExchange() {
		vouched();
		Answer back = this.browser.logIn(this.name);
		Answer forged = host.caller()
			.jar(this.browser.cookies())
			.header("Sec-Fetch-Site", "cross-site")
			.post("/auth/token/exchange", body(back));
		assertThat(forged.code()).isEqualTo("cross_origin");
		assertThat(forged.setCookies()).isEmpty();
	}

	@Test
	void provenAddressJoinsTheAccountOnceTheSessionOpens() {
		vouched();
		String key = host.account(this.email, "USER", "EDITOR");
		Answer back = this.browser.logIn(this.name);
		assertThat(links()).isZero();
		Answer session = exchange(back);
		assertThat(session.json().get("first_login").booleanValue()).isFalse();
		assertThat(session.json().at("/user/roles").toString()).contains("EDITOR");
		assertThat(links()).isOne();
		assertThat(host.caller().login(this.email).status()).isEqualTo(200);

		sql().sql("update jwtauth_account set status = 'DISABLED' where account_key = ?").param(key).update();
		assertThat(TestVisitor.fragment(this.browser.logIn(this.name), "error")).isEqualTo("external_login_refused");
	}

	@Test
	void accountThatIsClosedMeanwhileGetsNoSession() {
		vouched();
		exchange(this.browser.logIn(this.name));
		Answer back = this.browser.logIn(this.name);
		sql().sql("update jwtauth_account set status = 'DISABLED' where email_canonical = ?")
			.param(this.email)
			.update();
		assertInvalid(this.browser, back);
	}

	@Test
	void squatterIsNotJoined() {
		vouched();
		host.bean(AccountStore.class)
			.insertIfAbsent(
					Account.withKey(UUID.randomUUID().toString()).withEmail(EmailAddress.of(this.email), false));
		assertThat(TestVisitor.fragment(this.browser.logIn(this.name), "error")).isEqualTo("account_exists");
		assertThat(links()).isZero();
	}

	@Test
	void addressThatTheProviderDoesNotVouchForIsNone() {
		host.account(this.email, "USER", "ADMIN");
		TestProvider.person(this.name, Map.of("email", this.email, "email_verified", false));
		Answer session = exchange(this.browser.logIn(this.name));
		assertThat(session.json().get("first_login").booleanValue()).isTrue();
		assertThat(session.json().at("/user/email").isNull()).isTrue();
		assertThat(session.json().at("/user/roles").toString()).isEqualTo("[\"USER\"]");
	}

	@Test
	void browserReturnsToAFrontEndThatIsListed() {
		vouched();
		Answer back = this.browser.logIn(this.name, "?return_to=https%3A%2F%2Ffront.example%2Fafter%3Fstep%3D2");
		assertThat(back.header("Location")).startsWith(FRONT_END + "/after?step=2#exchange_token=");
		assertThat(exchange(back).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "?return_to=https%3A%2F%2Fevil.example%2F", "?return_to=%2F%2Fevil.example",
			"?return_to=https%3A%2F%2Ffront.example%2F&return_to=https%3A%2F%2Fevil.example%2F", "?return_to=" })
	void browserGoesNowhereElse(String query) {
		vouched();
		assertThat(this.browser.logIn(this.name, query).header("Location")).startsWith("/#exchange_token=");
	}

	@Test
	void refusalAtTheProviderIsToldToTheFrontEndThatAsked() {
		Answer start = this.browser.visit(authorization("provider") + "?return_to=https://front.example/in");
		Answer back = this.browser.visit(callback("provider", start, "error=access_denied"));
		assertThat(back.header("Location")).isEqualTo(FRONT_END + "/in#error=access_denied");
		assertThat(back.setCookies()).noneMatch((cookie) -> cookie.startsWith("exchange="));
	}

	@Test
	void nobodysWordsAreRepeated() {
		Answer start = this.browser.visit(authorization("provider"));
		Answer back = this.browser.visit(callback("provider", start, "error=call_0900&error_description=now"));
		assertThat(back.header("Location")).isEqualTo("/#error=external_login_failed");
	}

	@Test
	void forgedAnswersOfAProviderLogNobodyIn() {
		Answer start = this.browser.visit(authorization("provider"));
		Answer wrongCode = this.browser.visit(callback("provider", start, "code=guessed"));
		assertThat(wrongCode.header("Location")).isEqualTo("/#error=external_login_failed");

		// the attacker's own code and state, in the victim's browser
		TestVisitor victim = new TestVisitor(host);
		Answer forged = victim.visit(callback("provider", start, "code=attackers"));
		assertThat(forged.header("Location")).isEqualTo("/#error=external_login_failed");
		assertThat(victim.visit(authorization("provider").replace("/oauth2/authorization/", "/login/oauth2/code/"))
			.header("Location")).isEqualTo("/#error=external_login_failed");
	}

	@Test
	void providerThatIsDownIsToldToThePage() {
		Answer start = this.browser.visit(authorization("down"));
		Answer back = this.browser.visit(callback("down", start, "code=good"));
		assertThat(back.header("Location")).isEqualTo("/#error=external_login_failed");
	}

	private void vouched() {
		TestProvider.person(this.name,
				Map.of("email", this.email, "email_verified", true, "given_name", "Ada", "family_name", "Lovelace"));
	}

	private Answer exchange(Answer back) {
		return this.browser.post("/auth/token/exchange", body(back));
	}

	private static Map<String, String> body(Answer back) {
		String token = TestVisitor.fragment(back, "exchange_token");
		assertThat(token).as(back.toString() + back.header("Location")).isNotEmpty();
		return Map.of("exchange_token", token);
	}

	private static void assertInvalid(TestVisitor visitor, Answer back) {
		Answer answer = visitor.post("/auth/token/exchange", body(back));
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.code()).isEqualTo("invalid_token");
		assertThat(answer.setCookies()).isEmpty();
	}

	private static String ping(Answer session) {
		return host.caller().bearer(session.text("access_token")).get("/api/ping").text("sub");
	}

	private static String authorization(String registration) {
		return "http://127.0.0.1:" + host.port() + "/oauth2/authorization/" + registration;
	}

	private static String callback(String registration, Answer start, String query) {
		String state = start.header("Location").replaceAll(".*[?&]state=([^&]*).*", "$1");
		return "http://127.0.0.1:" + host.port() + "/login/oauth2/code/" + registration + "?state=" + state + "&"
				+ query;
	}

	private long links() {
		return sql().sql("select count(*) from jwtauth_external_identity where external_subject = ?")
			.param(this.name)
			.query(Long.class)
			.single();
	}

	private static long happened(Class<?> event, String account) {
		return List.copyOf(host.bean(ExternalLoginHost.class).events)
			.stream()
			.filter(event::isInstance)
			.filter((one) -> String.valueOf(one.accountId()).equals(account))
			.count();
	}

	private static JdbcClient sql() {
		return host.bean(JdbcClient.class);
	}

}
