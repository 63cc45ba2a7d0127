package io.github.jwtauth.boot.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.boot.web.TestBrowser.Answer;
import io.github.jwtauth.login.TestJwtAuth;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

import static org.assertj.core.api.Assertions.assertThat;

class LoginEndpointTests {

	private static final String REFRESH_COOKIE = "__Host-refresh_token";

	@Test
	void cookieTransportKeepsTheRefreshTokenOutOfTheBody() {
		TestBrowser.host().run((context) -> {
			Answer answer = TestBrowser.of(context).login();
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.response().getContentType()).isEqualTo("application/json");
			assertThat(answer.json()).containsOnlyKeys("access_token", "token_type", "expires_in", "refresh_expires_in",
					"session_id", "user");
			assertThat(answer.body()).doesNotContain("jar_");
			assertThat(answer.setCookies()).satisfiesExactly(
					(refresh) -> assertThat(refresh)
						.matches("__Host-refresh_token=jar_[A-Za-z0-9_-]+; Path=/; Secure; HttpOnly; SameSite=Strict"),
					(device) -> assertThat(device).matches("__Host-device=jdt_[A-Za-z0-9_-]+; Path=/; Max-Age=15552000;"
							+ " Expires=[^;]+; Secure; HttpOnly; SameSite=Strict"));
		});
	}

	@Test
	void theAnswerHasTheNamesOfTheContract() {
		TestBrowser.host("jwtauth.refresh-token-as-cookie=false").run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Answer answer = browser.login();
			assertThat(answer.setCookies()).isEmpty();
			assertThat(answer.json()).containsEntry("token_type", "Bearer")
				.containsEntry("expires_in", 900)
				.containsEntry("refresh_expires_in", 604800);
			assertThat(answer.json().keySet()).containsExactly("access_token", "token_type", "expires_in",
					"refresh_token", "refresh_expires_in", "session_id", "user", "device_token");
			assertThat((Map<?, ?>) answer.json().get("user")).hasToString("{id=" + ownId(browser)
					+ ", email=ada@example.com, username=null, first_name=Some, last_name=Body, email_verified=true,"
					+ " roles=[USER]}");
		});
	}

	@Test
	void rememberMeLengthensTheSessionAndKeepsTheCookie() {
		TestBrowser.host().run((context) -> {
			Answer answer = TestBrowser.of(context).send(TestBrowser.post("/auth/login", with("\"remember_me\":true")));
			assertThat(answer.json()).containsEntry("refresh_expires_in", 1209600);
			assertThat(answer.setCookies()).first().asString().contains("; Max-Age=1209600; ");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "identifier", "email", "username", "email_or_username" })
	void theIdentifierHasOlderNames(String name) {
		TestBrowser.host().run((context) -> {
			String json = TestBrowser.LOGIN.replace("identifier", name);
			assertThat(TestBrowser.of(context).send(TestBrowser.post("/auth/login", json)).status()).isEqualTo(200);
		});
	}

	@Test
	void unknownWrongAndDisabledAreOneAnswer() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Account account = browser.core().register("closed@example.com");
			browser.core().accounts.save(account.withStatus(AccountStatus.DISABLED));
			List<Answer> answers = List.of(
					browser.send(TestBrowser.post("/auth/login", credentials("nobody@example.com", "some password"))),
					browser.send(TestBrowser.post("/auth/login", credentials(TestWebHost.EMAIL, "some password"))),
					browser.send(
							TestBrowser.post("/auth/login", credentials("closed@example.com", TestJwtAuth.PASSWORD))));
			assertThat(answers).allSatisfy((answer) -> {
				assertThat(answer.status()).isEqualTo(401);
				assertThat(answer.code()).isEqualTo("invalid_credentials");
				assertThat(answer.setCookies()).isEmpty();
			});
			assertThat(answers).extracting((answer) -> answer.body().replaceAll("\"trace_id\":\"[^\"]*\"", ""))
				.containsOnly(answers.get(0).body().replaceAll("\"trace_id\":\"[^\"]*\"", ""));
		});
	}

	@Test
	void anUnprovenAddressIsToldAfterTheRightPasswordOnly() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Account account = browser.core().register("new@example.com");
			browser.core().accounts.save(account.withEmail(EmailAddress.of("new@example.com"), false));
			Answer right = browser
				.send(TestBrowser.post("/auth/login", credentials("new@example.com", TestJwtAuth.PASSWORD)));
			assertThat(right.status()).isEqualTo(403);
			assertThat(right.code()).isEqualTo("email_not_verified");
			assertThat(browser.send(TestBrowser.post("/auth/login", credentials("new@example.com", "guess"))).code())
				.isEqualTo("invalid_credentials");
		});
	}

	@Test
	void aLoginEndsTheSessionOfThePresentedCookieAndOpensItsOwn() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Answer first = browser.login();
			Cookie old = first.cookie(REFRESH_COOKIE);
			Answer second = browser.send(TestBrowser.post("/auth/login", TestBrowser.LOGIN).cookie(old));
			assertThat(second.json().get("session_id")).isNotEqualTo(first.json().get("session_id"));
			Answer refresh = browser.send(TestBrowser.request("POST", "/auth/token/refresh").cookie(old));
			assertThat(refresh.status()).isEqualTo(401);
			assertThat(refresh.json()).containsEntry("code", "session_ended").containsEntry("reason", "logged_out");
		});
	}

	@Test
	void aFailedLoginEndsNothing() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Cookie cookie = browser.login().cookie(REFRESH_COOKIE);
			browser.send(TestBrowser.post("/auth/login", credentials(TestWebHost.EMAIL, "guess")).cookie(cookie));
			assertThat(browser.send(TestBrowser.request("POST", "/auth/token/refresh").cookie(cookie)).status())
				.isEqualTo(200);
		});
	}

	@Test
	void everyMissingFieldIsTold() {
		TestBrowser.host().run((context) -> {
			Answer answer = TestBrowser.of(context).send(TestBrowser.post("/auth/login", "{}"));
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.code()).isEqualTo("validation");
			assertThat(answer.json().get("errors"))
				.hasToString("[{field=identifier, code=required, message=The field is required.},"
						+ " {field=password, code=required, message=The field is required.}]");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"roles\":[\"ADMIN\"]", "\"enabled\":true", "\"id\":1", "\"email\":\"a@example.com\"",
			"\"identifier\":\"a@example.com\"", "\"remember_me\":\"true\"", "\"remember_me\":1", "\"device_name\":7" })
	void whatIsNotInTheContractIsRefused(String member) {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Answer answer = browser.send(TestBrowser.post("/auth/login", with(member)));
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.code()).isEqualTo("validation");
			assertThat(browser.core().encoder.comparisons()).isZero();
		});
	}

	@Test
	void theDeviceIsRemembered() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			browser.send(TestBrowser.post("/auth/login", with("\"device_name\":\"Kitchen\",\"device_token\":\"x\""))
				.header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"));
			assertThat(browser.core().devices.list(ownId(browser))).singleElement().satisfies((session) -> {
				assertThat(session.device().name()).isEqualTo("Kitchen");
				assertThat(session.device().browser()).isEqualTo("Firefox");
				assertThat(session.device().ipAddress()).isEqualTo("127.0.0.1");
			});
		});
	}

	@Test
	void listenersOfSpringSecurityHearOfLogins() {
		TestBrowser.host().withUserConfiguration(Listening.class).run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Recorder recorder = context.getBean(Recorder.class);
			browser.login();
			browser.send(TestBrowser.post("/auth/login", credentials(TestWebHost.EMAIL, "guess")));
			assertThat(recorder.heard).containsExactly("success " + ownId(browser) + " [ROLE_USER]",
					"failure BadCredentialsException " + TestWebHost.EMAIL);
		});
	}

	private static AccountId ownId(TestBrowser browser) {
		return browser.core().idOf(browser.core().accounts.findByIdentifier(TestWebHost.EMAIL).orElseThrow());
	}

	private static String credentials(String identifier, String password) {
		return "{\"identifier\":\"" + identifier + "\",\"password\":\"" + password + "\"}";
	}

	private static String with(String member) {
		return TestBrowser.LOGIN.replace("}", "," + member + "}");
	}

	@Configuration(proxyBeanMethods = false)
	static class Listening {

		@Bean
		Recorder recorder() {
			return new Recorder();
		}

	}

	static final class Recorder implements AuthenticationEventPublisher {

		private final List<String> heard = new ArrayList<>();

		@Override
		public void publishAuthenticationSuccess(Authentication authentication) {
			this.heard.add("success " + authentication.getName() + " " + authentication.getAuthorities());
		}

		@Override
		public void publishAuthenticationFailure(AuthenticationException exception, Authentication authentication) {
			this.heard.add("failure " + exception.getClass().getSimpleName() + " " + authentication.getName());
		}

	}

}
