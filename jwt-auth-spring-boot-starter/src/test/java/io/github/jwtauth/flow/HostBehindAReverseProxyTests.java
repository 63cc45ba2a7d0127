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

	@ParameterizedTest
	@ValueSource(strings = { "none", "native", "framework" })
	void itHasTheMainJobBehindTheProxiesThatItNames(String strategy) {
		try (TestHost host = host(strategy).with("jwtauth.trusted-proxies", "127.0.0.0/8").start()) {
			MainJob.of(host).isDone();
			host.account(EMAIL, "USER");
			assertThat(addressSeenBy(host)).isEqualTo(CLIENT); // decision 16
			tlsEndsBeforeIt(host);
			if (strategy.equals("framework")) {
				aPrefixThatWasCutOffChangesNothing(host, "/shop");
				aPrefixThatWasCutOffChangesNothing(host, "/auth");
			}
		}
	}

	/** Tomcat has its own idea of proxies, which every private address is to it. */
	@ParameterizedTest
	@CsvSource({ "none,127.0.0.1", "native," + CLIENT })
	void whatAStrangerWroteIsNotBelieved(String strategy, String seen) {
		try (TestHost host = host(strategy).with("jwtauth.trusted-proxies", "203.0.113.0/24").start()) {
			host.account(EMAIL, "USER");
			assertThat(addressSeenBy(host)).isEqualTo(seen);
		}
	}

	private static String addressSeenBy(TestHost host) {
		TestCaller proxied = proxied(host.caller()).header("X-Forwarded-For", SPOOFED + ", " + CLIENT);
		String token = proxied.login(EMAIL).text("access_token");
		return proxied.bearer(token).get("/auth/sessions").json().at("/sessions/0/ip_address").asString();
	}

	private static void tlsEndsBeforeIt(TestHost host) {
		TestCaller browser = proxied(host.caller()).header("Origin", "https://app.example.com");
		Answer login = browser.login(EMAIL);
		assertThat(login.setCookies()).isNotEmpty()
			.allSatisfy((cookie) -> assertThat(cookie).startsWith("__Host-").contains("Secure"));
		assertThat(browser.post("/auth/token/refresh").status()).isEqualTo(200);
		assertThat(browser.header("Origin", "http://localhost:" + host.port()).post("/auth/token/refresh").status())
			.isEqualTo(403);
		// a forged host decides neither origin nor where the keys are
		TestCaller forged = host.caller().jar(browser.cookies()).header("X-Forwarded-Host", "evil.example");
		assertThat(forged.header("Origin", "https://evil.example").post("/auth/token/refresh").status()).isEqualTo(403);
		assertThat(forged.get("/.well-known/openid-configuration").text("jwks_uri"))
			.isEqualTo("https://app.example.com/.well-known/jwks.json");
	}

	private static void aPrefixThatWasCutOffChangesNothing(TestHost host, String prefix) {
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

	private static TestCaller proxied(TestCaller caller) {
		return caller.header("X-Forwarded-Proto", "https")
			.header("X-Forwarded-Host", "app.example.com")
			.header("X-Forwarded-Port", "443");
	}

	private static TestHost.Starting host(String strategy) {
		return TestHost.of(PlainHost.class)
			.with("server.forward-headers-strategy", strategy)
			.with("jwtauth.cookie.secure", "true")
			.with("jwtauth.public-url", "https://app.example.com");
	}

}
