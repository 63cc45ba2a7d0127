package io.github.jwtauth.flow;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;

import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host that is not at the root: below a context path, a servlet path, or both.
 */
class HostBelowAPathTests {

	@ParameterizedTest
	@CsvSource({ "/app,", "/app,/mvc" })
	void itHasTheMainJobThere(String contextPath, String servletPath) {
		String prefix = ((contextPath != null) ? contextPath : "") + ((servletPath != null) ? servletPath : "");
		try (TestHost host = TestHost.of(PlainHost.class)
			.with("server.servlet.context-path", (contextPath != null) ? contextPath : "")
			.with("spring.mvc.servlet.path", (servletPath != null) ? servletPath : "/")
			.start()) {
			MainJob.of(host).below(prefix).isDone();

			Answer metadata = host.caller().get(prefix + "/.well-known/openid-configuration");
			assertThat(metadata.text("issuer")).endsWith(prefix);
			assertThat(URI.create(metadata.text("jwks_uri")).getPath()).isEqualTo(prefix + "/.well-known/jwks.json");

			String page = prefix + "/auth/pages/verify-email";
			Answer html = host.caller().get(page);
			assertThat(html.status()).isEqualTo(200);
			assertThat(host.caller().send("HEAD", page, BodyPublishers.noBody()).header("Content-Length"))
				.isEqualTo(html.header("Content-Length"));
			String script = html.response().body().replaceAll("(?s).*src=\"([^\"]*)\".*", "$1");
			assertThat(host.caller().get(URI.create(page).resolve(script).getPath()).header("Content-Type"))
				.isEqualTo("text/javascript;charset=UTF-8");

			host.account("user@example.com", "USER");
			TestCaller browser = host.caller();
			Answer login = browser.post(prefix + "/auth/login",
					Map.of("email", "user@example.com", "password", TestHost.PASSWORD));
			assertThat(login.setCookies()).allMatch((cookie) -> cookie.contains("Path=/;"));
			assertThat(browser.header("Sec-Fetch-Site", "same-origin").post(prefix + "/auth/token/refresh").status())
				.isEqualTo(200);
			TestCaller forged = browser.header("Origin", "https://evil.example");
			assertThat(forged.post(prefix + "/auth/token/refresh").status()).isEqualTo(403);
			assertThat(host.caller().get("/auth/health").status()).isIn(401, 404);
		}
	}

}
