package io.github.jwtauth.flow;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.jwtauth.Secret;
import io.github.jwtauth.boot.http.AuthPage;
import io.github.jwtauth.boot.http.PageLinks;
import io.github.jwtauth.boot.web.PresentedRefreshToken;
import io.github.jwtauth.boot.web.RefreshTokenTransport;
import io.github.jwtauth.boot.web.TokenChannel;
import io.github.jwtauth.boot.web.TokensInBody;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.iwantto.ShopHost;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import io.github.jwtauth.session.TokenPair;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The wishes of {@code docs/i-want-to.md} about paths and the wire.
 */
class IWantToAboutHttpTests {

	private static final String EMAIL = "user@example.com";

	private static final String FRONT_END = "https://app.example.com";

	private static TestHost shop;

	private static TestHost browsers;

	private static String key;

	@BeforeAll
	static void start() {
		shop = TestHost.of(ShopHost.class).with("jwtauth.endpoints.login.enabled", "false").start();
		key = shop.account(EMAIL, "USER");
		shop.account("admin@example.com", "ADMIN");
		browsers = TestHost.of(PlainHost.class)
			.with("jwtauth.transport-override", "true")
			.with("jwtauth.cors.allowed-origins", FRONT_END + ",https://admin.example.com")
			.start();
		browsers.account(EMAIL, "USER");
	}

	@AfterAll
	static void stop() {
		shop.close();
		browsers.close();
	}

	@Test
	void protectMyOwnPathsWithMyOwnChain() {
		TestCaller user = shop.caller().bearer(shopLogin(EMAIL).text("token"));
		TestCaller admin = shop.caller().bearer(shopLogin("admin@example.com").text("token"));

		assertThat(shop.caller().get("/api/me").status()).isEqualTo(401);
		assertThat(user.get("/api/me").status()).isEqualTo(200);
		assertThat(user.get("/api/admin/ping").status()).isEqualTo(403);
		assertThat(admin.get("/api/admin/ping").status()).isEqualTo(200);
		assertThat(shop.caller().get("/api/public").status()).isEqualTo(200);
		assertThat(shop.caller().get("/auth/sessions").status()).isEqualTo(401);
	}

	@Test
	void knowWhoIsCalling() {
		String token = shopLogin(EMAIL).text("token");
		Answer me = shop.caller().bearer(token).get("/api/me");
		assertThat(me.text("sub")).isEqualTo(TestTokens.claims(token).get("sub").asString());
		assertThat(me.text("session")).isEqualTo(TestTokens.claims(token).get("sid").asString());
		assertThat(me.json().get("roles").toString()).isEqualTo("[\"USER\"]");
		assertThat(shop.caller().bearer(token).get("/api/key").text("key")).isEqualTo(key);
		assertThat(shop.caller().bearer(token).get("/api/public").json().get("known").asBoolean()).isTrue();
		assertThat(shop.caller().get("/api/public").json().get("known").asBoolean()).isFalse();
	}

	@Test
	void changeAWalk() {
		assertThat(shop.caller().login(EMAIL).status()).isEqualTo(404);
		TestCaller customer = shop.caller();
		Answer login = customer.post("/shop/login", Map.of("customer", EMAIL, "password", TestHost.PASSWORD));
		assertThat(login.status()).as(login.toString()).isEqualTo(200);
		assertThat(login.header(HttpHeaders.CACHE_CONTROL)).isEqualTo("no-store");
		assertThat(customer.cookies()).containsOnlyKeys("refresh_token");
		assertThat(customer.post("/auth/token/refresh").status()).isEqualTo(200);
		assertThat(shop.caller().post("/shop/login", Map.of("customer", EMAIL, "password", "wrong")).status())
			.isEqualTo(401);
	}

	@Test
	void carryRefreshTokensInAnotherWay() {
		try (TestHost host = TestHost.of(PlainHost.class, HeaderTransport.class)
			.with("jwtauth.refresh-token-as-cookie", "false")
			.start()) {
			host.account(EMAIL, "USER");
			TestCaller caller = host.caller();
			Answer login = caller.login(EMAIL);
			assertThat(login.setCookies()).isEmpty();
			assertThat(login.json().has("refresh_token")).isFalse();
			String first = login.header("X-Refresh-Token");

			Answer refresh = caller.header("X-Refresh-Token", first).post("/auth/token/refresh");
			assertThat(refresh.status()).as(refresh.toString()).isEqualTo(200);
			String second = refresh.header("X-Refresh-Token");
			assertThat(second).isNotEmpty().isNotEqualTo(first);
			assertThat(caller.bearer(refresh.text("access_token")).get("/api/ping").status()).isEqualTo(200);
			assertThat(caller.post("/auth/token/refresh").status()).isIn(400, 401);
			assertThat(caller.header("X-Refresh-Token", second).post("/auth/logout").status()).isEqualTo(204);
			assertThat(caller.header("X-Refresh-Token", second).post("/auth/token/refresh").code())
				.isEqualTo("session_ended");
		}
	}

	@Test
	void serveAMobileAppBesideABrowser() {
		TestCaller app = browsers.caller();
		Answer mobile = app.header("X-Token-Transport", "body").login(EMAIL);
		assertThat(mobile.setCookies()).isEmpty();
		assertThat(mobile.text("access_token")).isNotEmpty();
		Answer refreshed = app.post("/auth/token/refresh", Map.of("refresh_token", mobile.text("refresh_token")));
		assertThat(refreshed.status()).isEqualTo(200);
		assertThat(refreshed.text("refresh_token")).isNotEmpty();
		assertThat(refreshed.setCookies()).isEmpty();

		TestCaller browser = browsers.caller();
		Answer login = browser.login(EMAIL);
		assertThat(login.json().has("refresh_token")).isFalse();
		assertThat(browser.cookies()).containsKey("refresh_token");
		Answer script = browser.header("X-Token-Transport", "body").post("/auth/token/refresh");
		assertThat(script.json().has("refresh_token")).as("a script in the browser gets no token").isFalse();
		assertThat(browser.header("X-Token-Transport", "body").login(EMAIL).json().has("refresh_token")).isFalse();
	}

	@Test
	void serveAFrontEndOnAnotherOrigin() {
		TestCaller frontEnd = browsers.caller().header("Origin", FRONT_END).header("Sec-Fetch-Site", "cross-site");
		Answer login = frontEnd.login(EMAIL);
		assertThat(login.status()).isEqualTo(200);
		assertThat(login.header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)).isEqualTo(FRONT_END);
		assertThat(login.header(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS)).isEqualTo("true");
		assertThat(frontEnd.post("/auth/token/refresh").status()).isEqualTo(200);
		Answer preflight = frontEnd.header("Access-Control-Request-Method", "POST")
			.header("Access-Control-Request-Headers", "content-type")
			.send("OPTIONS", "/auth/login", BodyPublishers.noBody());
		assertThat(preflight.status()).isEqualTo(200);
		assertThat(browsers.caller()
			.header("Origin", "https://other.example.com")
			.header("Sec-Fetch-Site", "same-site")
			.login(EMAIL)
			.code()).isEqualTo("cross_origin");
	}

	@Test
	void useMyOwnPagesForMailedLinks() {
		try (TestHost host = TestHost.of(PlainHost.class)
			.with("jwtauth.pages.enabled", "false")
			.with("jwtauth.public-url", "http://localhost")
			.with("jwtauth.pages.links.verify-email", "/account/verify")
			.with("jwtauth.pages.links.reset-password", FRONT_END + "/reset")
			.start()) {
			PageLinks links = host.bean(PageLinks.class);
			assertThat(links.link(AuthPage.VERIFY_EMAIL, Secret.of("t1")))
				.isEqualTo("http://localhost/account/verify#token=t1");
			assertThat(links.link(AuthPage.RESET_PASSWORD, Secret.of("t2"))).isEqualTo(FRONT_END + "/reset#token=t2");
			assertThat(host.caller().get("/auth/pages/verify-email").header("Content-Type")).doesNotContain("html");
		}
	}

	@Test
	void giveThePagesMyLook(@TempDir Path resources) throws IOException {
		Path pages = Files.createDirectories(resources.resolve("templates/jwtauth/pages"));
		Files.writeString(pages.resolve("jwtauth-look.css"), ":root { --jwtauth-accent: #7a1fa2; }");
		Files.writeString(pages.resolve("jwtauth-pages.properties"), "continue=Back to the shop");
		try (TestHost host = TestHost.of(PlainHost.class).resources(resources).start()) {
			String html = host.caller().get("/auth/pages/verify-email").response().body();
			assertThat(html).contains("jwtauth-look.css", "Back to the shop", "data-post=\"/email/verify\"");
			assertThat(host.caller().get("/auth/pages/assets/jwtauth-look.css").response().body()).contains("#7a1fa2");
		}
	}

	private static Answer shopLogin(String email) {
		return shop.caller().post("/shop/login", Map.of("customer", email, "password", TestHost.PASSWORD));
	}

	@Component
	static class HeaderTransport implements RefreshTokenTransport {

		private static final String HEADER = "X-Refresh-Token";

		@Override
		public Optional<PresentedRefreshToken> read(HttpServletRequest request, @Nullable Secret inBody) {
			return readAll(request, inBody).stream()
				.findFirst()
				.map((token) -> new PresentedRefreshToken(token, TokenChannel.BODY));
		}

		@Override
		public List<Secret> readAll(HttpServletRequest request, @Nullable Secret inBody) {
			String header = request.getHeader(HEADER);
			return (header != null) ? List.of(Secret.of(header)) : List.of();
		}

		@Override
		public TokenChannel channelOfNewSession(HttpServletRequest request) {
			return TokenChannel.BODY;
		}

		@Override
		public TokensInBody write(TokenPair tokens, TokenChannel channel, HttpServletResponse response) {
			response.setHeader(HEADER, tokens.refreshToken().reveal());
			return new TokensInBody(tokens.accessToken().value(), null);
		}

		@Override
		public void clear(HttpServletRequest request, HttpServletResponse response) {
			// the client forgets the header by itself
		}

	}

}
