package io.github.jwtauth.boot.web;

import java.util.List;

import io.github.jwtauth.Secret;
import io.github.jwtauth.boot.web.TestBrowser.Answer;
import io.github.jwtauth.login.ExchangeOffer;
import io.github.jwtauth.login.TestJwtAuth;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;

import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;

class ExchangeEndpointTests {

	private static final String COOKIE = "__Host-exchange";

	private final Secret mine = Secret.of("what my browser carries");

	@Test
	void exchangeOpensASessionLikeALogin() {
		TestBrowser.host().run((context) -> {
			Answer answer = exchange(context, new Cookie(COOKIE, this.mine.reveal()));
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.json().keySet()).containsExactly("access_token", "token_type", "expires_in",
					"refresh_expires_in", "session_id", "user", "first_login");
			assertThat(answer.json()).containsEntry("first_login", true);
			assertThat(answer.setCookies()).hasSize(3)
				.anySatisfy((cookie) -> assertThat(cookie).startsWith("__Host-refresh_token=jar_")
					.doesNotContain("Max-Age"))
				.anySatisfy((cookie) -> assertThat(cookie).startsWith("__Host-exchange=; Path=/; Max-Age=0;")
					.endsWith("; Secure; HttpOnly; SameSite=Strict"));
		});
	}

	@Test
	void bodyTransportGetsBothTokens() {
		TestBrowser.host("jwtauth.refresh-token-as-cookie=false").run((context) -> {
			Answer answer = exchange(context, new Cookie(COOKIE, this.mine.reveal()));
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.json()).containsKey("refresh_token");
			assertThat(answer.setCookies()).singleElement().asString().startsWith("__Host-exchange=;");
		});
	}

	@Test
	void onlyTheOneRightCookieCounts() {
		TestBrowser.host().run((context) -> {
			assertInvalid(exchange(context));
			assertInvalid(exchange(context, new Cookie(COOKIE, "another")));
			assertInvalid(exchange(context, new Cookie("exchange", this.mine.reveal())));
			assertInvalid(exchange(context, new Cookie(COOKIE, this.mine.reveal()), new Cookie(COOKIE, "another")));
			assertInvalid(exchange(context, new Cookie(COOKIE, "")));
		});
	}

	@Test
	void bodyIsReadStrictly() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			for (String body : new String[] { "{}", "{\"exchange_token\":null}", "{\"exchange_token\":1}",
					"{\"exchange_token\":\"x\",\"return_to\":\"/\"}", "[]" }) {
				assertThat(browser.send(TestBrowser.post("/auth/token/exchange", body)).status()).as(body)
					.isEqualTo(400);
			}
		});
	}

	@Test
	void sessionThatTheBrowserHadEnds() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Cookie before = browser.login().cookie("__Host-refresh_token");
			assertThat(exchange(context, new Cookie(COOKIE, this.mine.reveal()), before).status()).isEqualTo(200);
			Answer refresh = browser.send(TestBrowser.request("POST", "/auth/token/refresh").cookie(before));
			assertThat(refresh.code()).isEqualTo("session_ended");
		});
	}

	private Answer exchange(ApplicationContext context, Cookie... cookies) {
		TestJwtAuth core = context.getBean(TestJwtAuth.class);
		String key = core.accounts.findByIdentifier(TestWebHost.EMAIL).orElseThrow().key();
		Secret token = core.exchange
			.issue(new ExchangeOffer(core.subjects.subjectOf(key), List.of("fed"), false, true, this.mine, null));
		MockHttpServletRequestBuilder request = TestBrowser.post("/auth/token/exchange",
				"{\"exchange_token\":\"" + token.reveal() + "\"}");
		return TestBrowser.of(context).send((cookies.length > 0) ? request.cookie(cookies) : request);
	}

	private static void assertInvalid(Answer answer) {
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.code()).isEqualTo("invalid_token");
		assertThat(answer.setCookies()).isEmpty();
	}

}
