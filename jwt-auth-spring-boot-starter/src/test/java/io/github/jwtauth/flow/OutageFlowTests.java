package io.github.jwtauth.flow;

import java.util.Map;

import io.github.jwtauth.boot.jpa.TestDatabases;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A database that does not answer is a 503 and loses nothing (R-50, I8, I11).
 */
class OutageFlowTests {

	private static final String EMAIL = "user@example.com";

	@Test
	void theSameTokenWorksAfterTheOutage() {
		try (TestHost host = host(Map.of())) {
			TestCaller caller = host.caller();
			String accessToken = caller.login(EMAIL).text("access_token");
			String refreshToken = caller.cookies().get("refresh_token");
			ObservedDataSource database = host.bean(ObservedDataSource.class);

			database.cut();
			assertUnavailable(caller.post("/auth/token/refresh"));
			assertUnavailable(host.caller().login(EMAIL));
			assertUnavailable(caller.bearer(accessToken).get("/auth/sessions"));
			assertUnavailable(caller.bearer(accessToken).post("/auth/sessions/terminate-all"));
			assertThat(caller.get("/auth/health").status()).isEqualTo(503);
			assertThat(caller.bearer(accessToken).get("/api/ping").status()).isEqualTo(200);
			assertThat(caller.cookies()).containsEntry("refresh_token", refreshToken);

			database.mend();
			assertThat(caller.post("/auth/token/refresh").status()).isEqualTo(200);
		}
	}

	@Test
	void aLogoutThatCannotBeKeptIsNotConfirmed() {
		try (TestHost host = host(Map.of())) {
			TestCaller caller = host.caller();
			caller.login(EMAIL);
			host.bean(ObservedDataSource.class).cut();

			assertUnavailable(caller.post("/auth/logout"));
			host.bean(ObservedDataSource.class).mend();
			assertThat(caller.post("/auth/logout").status()).isEqualTo(204);
		}
	}

	@Test
	void aSessionThatCannotBeAskedAboutIsNotA401() {
		try (TestHost host = host(Map.of("jwtauth.access-token.session-check", "always"))) {
			TestCaller caller = host.caller();
			String accessToken = caller.login(EMAIL).text("access_token");
			assertThat(caller.bearer(accessToken).get("/api/ping").status()).isEqualTo(200);

			host.bean(ObservedDataSource.class).cut();
			assertThat(caller.bearer(accessToken).get("/api/ping").status()).isEqualTo(503);
			assertThat(caller.bearer(accessToken).get("/auth/check").status()).isEqualTo(503);
			host.bean(ObservedDataSource.class).mend();
			assertThat(caller.bearer(accessToken).get("/api/ping").status()).isEqualTo(200);
		}
	}

	private static TestHost host(Map<String, String> properties) {
		TestHost host = TestHost.of(PlainHost.class, ObservedDataSource.Observation.class)
			.with(TestDatabases.postgres())
			.with("jwtauth.secret", "kq8hO3YVbnU4cGxhpR7tSxW1eZfJ0dMiQy2LwNvAoTs")
			.with("jwtauth.public-url", "http://localhost")
			.with("jwtauth.schema.initialize", "always")
			.with(properties)
			.start();
		host.account(EMAIL, "USER");
		return host;
	}

	private static void assertUnavailable(Answer answer) {
		assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
		assertThat(answer.code()).isEqualTo("unavailable");
		assertThat(answer.header(HttpHeaders.RETRY_AFTER)).isNotEmpty();
		assertThat(answer.setCookies()).isEmpty();
		assertThat(answer.response().body()).doesNotContain("Exception").doesNotContain("cut off");
	}

}
