package io.github.jwtauth.flow;

import java.io.IOException;
import java.util.Map;

import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where our endpoints are, and where they are not: the front filter, the chain and the
 * dispatch must agree on every path.
 */
class PathFlowTests {

	private static final String EMAIL = "user@example.com";

	@Test
	void aSwitchedOffEndpointFollowsTheHostsRules() {
		try (TestHost host = TestHost.of(PlainHost.class).with("jwtauth.endpoints.login.enabled", "false").start()) {
			host.account(EMAIL, "USER");

			assertThat(host.caller().login(EMAIL).status()).isIn(401, 403);
			assertThat(host.caller().get("/auth/health").status()).isEqualTo(200);
		}
	}

	@Test
	void pathTricksNeverReachAnUnprotectedEndpoint() {
		//
		try (TestHost host = TestHost.of(PlainHost.class).start()) {
			for (String path : new String[] { "/auth//sessions", "/auth/sessions;x=1", "/AUTH/sessions",
					"/auth/%73essions", "/auth/sessions/", "/%61uth/sessions", "/auth/./sessions",
					"/auth/x/..%2fsessions", "/auth/sessions%2f" }) {
				Answer answer = host.caller().get(path);
				assertThat(answer.status()).as(path).isBetween(400, 404);
			}
		}
	}

	@Test
	void aContextPathAndAnotherBasePathAreFollowed() {
		try (TestHost host = TestHost.of(PlainHost.class)
			.with("server.servlet.context-path", "/app")
			.with("jwtauth.base-path", "/account")
			.start()) {
			host.account(EMAIL, "USER");
			Answer login = host.caller()
				.post("/app/account/login", Map.of("email", EMAIL, "password", TestHost.PASSWORD));
			assertThat(login.status()).as(login.toString()).isEqualTo(200);
			assertThat(host.caller().bearer(login.text("access_token")).get("/app/api/ping").status()).isEqualTo(200);
		}
	}

	@Test
	void anotherServletOfTheHostKeepsItsProtection() {
		// below its path, "/auth/health" is not our open endpoint
		try (TestHost host = TestHost.of(PlainHost.class, OtherServlet.class).start()) {
			host.account(EMAIL, "USER");
			for (String path : new String[] { "/soap", "/soap/auth/health", "/soap/auth/login",
					"/soap/.well-known/jwks.json" }) {
				assertThat(host.caller().get(path).status()).as(path).isEqualTo(401);
			}
			String token = host.caller().login(EMAIL).text("access_token");
			assertThat(host.caller().bearer(token).get("/soap/auth/health").response().body()).isEqualTo("soap");
		}
	}

	@Test
	void theEndpointsMoveWithTheDispatcherServlet() {
		try (TestHost host = TestHost.of(PlainHost.class).with("spring.mvc.servlet.path", "/mvc").start()) {
			host.account(EMAIL, "USER");
			Answer login = host.caller().post("/mvc/auth/login", Map.of("email", EMAIL, "password", TestHost.PASSWORD));
			assertThat(login.status()).as(login.toString()).isEqualTo(200);
			assertThat(host.caller().get("/mvc/auth/sessions").status()).isEqualTo(401);
			assertThat(host.caller().get("/auth/health").status()).isEqualTo(401);
		}
	}

	/** For example that of Spring Web Services: it answers whatever is below its path. */
	@Configuration(proxyBeanMethods = false)
	static class OtherServlet {

		@Bean
		ServletRegistrationBean<HttpServlet> soap() {
			return new ServletRegistrationBean<>(new HttpServlet() {
				@Override
				protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
					response.getWriter().write("soap");
				}
			}, "/soap/*");
		}

	}

}
