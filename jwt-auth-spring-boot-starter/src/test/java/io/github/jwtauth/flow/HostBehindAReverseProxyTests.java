package io.github.jwtauth.flow;

import java.util.Map;

import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host behind a proxy that ends TLS, appends to {@code X-Forwarded-For} and may cut off
 * a prefix of the path.
 */
class HostBehindAReverseProxyTests {

	private static final String EMAIL = "user@example.com";

	private static final String SPOOFED = "6.6.6.6";

	private static final String CLIENT = "198.51.100.7";

	/** Decision 16. The peer of these tests is 127.0.0.1. */
	@ParameterizedTest
	@CsvSource({ "none,127.0.0.0/8," + CLIENT, "native,127.0.0.0/8," + CLIENT, "framework,127.0.0.0/8," + CLIENT,
			"none,," + "127.0.0.1", "native,," + CLIENT, "none,203.0.113.0/24," + "127.0.0.1" })
	void whatTheClientWroteIsNotBelieved(String strategy, String trusted, String seen) {
		try (TestHost host = host(strategy).with("jwtauth.trusted-proxies", (trusted != null) ? trusted : "").start()) {
			host.account(EMAIL, "USER");
			TestCaller proxied = proxied(host.caller()).header("X-Forwarded-For", SPOOFED + ", " + CLIENT);
			Answer login = proxied.login(EMAIL);
			assertThat(proxied.bearer(login.text("access_token"))
				.get("/auth/sessions")
				.json()
				.at("/sessions/0/ip_address")
				.asString()).isEqualTo(seen);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "native", "framework" })
	void itHasTheMainJobOverTls(String strategy) {
		try (TestHost host = host(strategy).with("jwtauth.cookie.secure", "true").start()) {
			MainJob.of(host).isDone();
			host.account(EMAIL, "USER");
			TestCaller browser = proxied(host.caller()).header("Origin", "https://app.example.com");
			Answer login = browser.login(EMAIL);
			assertThat(login.setCookies()).isNotEmpty()
				.allSatisfy((cookie) -> assertThat(cookie).startsWith("__Host-").contains("Secure"));
			assertThat(browser.post("/auth/token/refresh").status()).isEqualTo(200);
			assertThat(browser.header("Origin", "http://localhost:" + host.port()).post("/auth/token/refresh").status())
				.isEqualTo(403);
			// a forged host decides neither origin nor issuer nor where the keys are
			TestCaller forged = host.caller().jar(browser.cookies()).header("X-Forwarded-Host", "evil.example");
			assertThat(forged.header("Origin", "https://evil.example").post("/auth/token/refresh").status())
				.isEqualTo(403);
			assertThat(forged.get("/.well-known/openid-configuration").text("jwks_uri"))
				.isEqualTo("https://app.example.com/.well-known/jwks.json");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/shop", "/auth" })
	void aPrefixThatTheProxyCutOffChangesNothing(String prefix) {
		try (TestHost host = host("framework").start()) {
			host.account(EMAIL, "USER");
			TestCaller proxied = proxied(host.caller()).header("X-Forwarded-Prefix", prefix);
			Answer login = proxied.login(EMAIL);
			assertThat(login.status()).as(login.toString()).isEqualTo(200);
			assertThat(proxied.bearer(login.text("access_token")).get("/api/ping").status()).isEqualTo(200);
			assertThat(proxied.post("/auth/token/refresh").status()).isEqualTo(200);
			// what would be an endpoint with the prefix in front is none
			assertThat(proxied.get("/sessions").status()).isEqualTo(401);
			assertThat(proxied.post("/login", Map.of("email", EMAIL, "password", TestHost.PASSWORD)).status()).isIn(401,
					403);
		}
	}

	private static TestCaller proxied(TestCaller caller) {
		return caller.header("X-Forwarded-Proto", "https")
			.header("X-Forwarded-Host", "app.example.com")
			.header("X-Forwarded-Port", "443");
	}

	private static TestHost.Starting host(String strategy) {
		return TestHost.of(PlainHost.class)
			.with("server.forward-headers-strategy", strategy)
			.with("jwtauth.public-url", "https://app.example.com");
	}

}
