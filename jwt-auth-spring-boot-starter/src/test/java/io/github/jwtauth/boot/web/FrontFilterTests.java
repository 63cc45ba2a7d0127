package io.github.jwtauth.boot.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.jwtauth.boot.web.TestBrowser.Answer;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

import static org.assertj.core.api.Assertions.assertThat;

class FrontFilterTests {

	static Stream<Map.Entry<Integer, MockHttpServletRequestBuilder>> everyStatus() {
		List<Map.Entry<Integer, MockHttpServletRequestBuilder>> all = new ArrayList<>();
		all.add(Map.entry(200, TestBrowser.post("/auth/login", TestBrowser.LOGIN)));
		all.add(Map.entry(200, TestBrowser.get("/auth/health")));
		all.add(Map.entry(204, TestBrowser.request("POST", "/auth/logout")));
		all.add(Map.entry(400, TestBrowser.post("/auth/login", "{")));
		all.add(Map.entry(400, TestBrowser.get("/auth/check;x=1")));
		all.add(Map.entry(401, TestBrowser.get("/auth/check")));
		all.add(Map.entry(401, TestBrowser.post("/auth/token/verify", "{\"token\":\"x\"}")));
		all.add(Map.entry(404, TestBrowser.get("/auth/nothing")));
		all.add(Map.entry(405, TestBrowser.get("/auth/login")));
		all.add(Map.entry(413, TestBrowser.post("/auth/login", " ".repeat(17_000))));
		all.add(Map.entry(415, TestBrowser.request("POST", "/auth/login").contentType("text/plain").content("{}")));
		all.add(Map.entry(429, TestBrowser.get("/auth/csrf").header("X-Fail", "429")));
		all.add(Map.entry(403, TestBrowser.get("/auth/csrf").header("X-Fail", "403")));
		all.add(Map.entry(500, TestBrowser.get("/auth/csrf").header("X-Fail", "bug")));
		all.add(Map.entry(503, TestBrowser.get("/auth/csrf").header("X-Fail", "outage")));
		return all.stream();
	}

	/** */
	@ParameterizedTest
	@MethodSource("everyStatus")
	void everyAnswerUnderTheBasePathHasTheSameHeaders(Map.Entry<Integer, MockHttpServletRequestBuilder> expected) {
		TestBrowser.host().withUserConfiguration(Failing.class).run((context) -> {
			Answer answer = TestBrowser.of(context).send(expected.getValue().secure(true).accept(MediaType.TEXT_HTML));
			assertThat(answer.status()).isEqualTo(expected.getKey());
			assertThat(answer.response().getHeaders("Cache-Control")).containsExactly("no-store");
			assertThat(answer.header("Pragma")).isEqualTo("no-cache");
			assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
			assertThat(answer.header("Content-Security-Policy"))
				.isEqualTo("default-src 'none'; frame-ancestors 'none'");
			assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
			assertThat(answer.header("Strict-Transport-Security")).isEqualTo("max-age=31536000; includeSubDomains");
			assertThat(answer.header("X-Request-Id")).matches("[A-Za-z0-9_-]{16}");
			assertThat(answer.header("Location")).isNull();
		});
	}

	/** */
	@ParameterizedTest
	@MethodSource("everyStatus")
	void everyRefusalOfAnEndpointIsAProblem(Map.Entry<Integer, MockHttpServletRequestBuilder> expected) {
		TestBrowser.host().withUserConfiguration(Failing.class).run((context) -> {
			Answer answer = TestBrowser.of(context).send(expected.getValue().accept(MediaType.TEXT_HTML));
			if (answer.status() < 400 || answer.status() == 404) {
				return;
			}
			assertThat(answer.response().getContentType()).isEqualTo("application/problem+json");
			assertThat(answer.json()).containsKeys("type", "title", "status", "detail", "code", "trace_id")
				.containsEntry("type", "urn:jwtauth:problem:" + answer.code())
				.containsEntry("status", answer.status())
				.containsEntry("trace_id", answer.header("X-Request-Id"));
			assertThat(answer.body()).doesNotContain("Exception", "secret detail");
		});
	}

	@Test
	void plainHttpGetsNoStrictTransportSecurity() {
		TestBrowser.host()
			.run((context) -> assertThat(
					TestBrowser.of(context).send(TestBrowser.get("/auth/csrf")).header("Strict-Transport-Security"))
				.isNull());
	}

	@Test
	void otherRequestsPassUntouched() {
		TestBrowser.host().run((context) -> {
			Answer answer = TestBrowser.of(context).send(TestBrowser.get("/orders"));
			assertThat(answer.header("X-Request-Id")).isNull();
			assertThat(answer.header("Cache-Control")).isNull();
			assertThat(answer.header("Content-Security-Policy")).isNull();
		});
	}

	@Test
	void aStoreThatIsDownAsksToComeBack() {
		TestBrowser.host().withUserConfiguration(Failing.class).run((context) -> {
			Answer answer = TestBrowser.of(context).send(TestBrowser.get("/auth/csrf").header("X-Fail", "outage"));
			assertThat(answer.code()).isEqualTo("unavailable");
			assertThat(answer.header("Retry-After")).isEqualTo("1");
			assertThat(answer.json()).containsEntry("retry_after", 1);
			assertThat(answer.setCookies()).isEmpty();
		});
	}

	@Test
	void theCallersRequestIdIsKeptWhenItIsHarmless() {
		TestBrowser.host().withUserConfiguration(Failing.class).run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Answer answer = browser.send(TestBrowser.get("/auth/check").header("X-Request-Id", "web-1.2_3"));
			assertThat(answer.header("X-Request-Id")).isEqualTo("web-1.2_3");
			assertThat(answer.json()).containsEntry("trace_id", "web-1.2_3");
			assertThat(context.getBean(Failures.class).loggingContext).containsExactly("web-1.2_3");
			assertThat(MDC.get("request_id")).isNull();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a\r\nSet-Cookie: x=1", "${jndi:ldap://x}", "\u001b[31m", "a\u2028b" })
	void anyOtherRequestIdIsReplaced(String id) {
		TestBrowser.host().run((context) -> {
			Answer answer = TestBrowser.of(context).send(TestBrowser.get("/auth/check").header("X-Request-Id", id));
			assertThat(answer.header("X-Request-Id")).matches("[A-Za-z0-9_-]{16}");
		});
	}

	@Test
	void anOverlongRequestIdIsReplaced() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			assertThat(browser.send(TestBrowser.get("/auth/check").header("X-Request-Id", "a".repeat(65)))
				.header("X-Request-Id")).hasSize(16);
			assertThat(browser.send(TestBrowser.get("/auth/check").header("X-Request-Id", "a".repeat(64)))
				.header("X-Request-Id")).hasSize(64);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/auth/login;x=1", "/auth;x=1/login", "/auth//login", "/auth/%2flogin", "/auth/x%5clogin",
			"/auth/%2e%2e/auth/login", "/auth/./login", "/auth/x/../login", "/auth/login%00", "/auth/login%3bx",
			"/auth/..", "/auth/%252e", "/auth/sessions/%2F", "/auth/login%0d%0aX:1" })
	void pathsThatTwoReadersReadDifferentlyAreRefused(String path) {
		TestBrowser.host().run((context) -> {
			Answer answer = TestBrowser.of(context).send(TestBrowser.post(path, TestBrowser.LOGIN));
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.code()).isEqualTo("bad_request");
			assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
		});
	}

	@Test
	void anEncodedLetterIsTheSamePathForEverybody() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			assertThat(browser.send(TestBrowser.post("/auth/%6cogin", TestBrowser.LOGIN)).status()).isEqualTo(200);
			assertThat(browser.send(TestBrowser.get("/auth/%63heck")).status()).isEqualTo(401);
			assertThat(browser.send(TestBrowser.post("/AUTH/login", TestBrowser.LOGIN)).status()).isEqualTo(404);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
			"application/json;charset=utf-16", "application/problem+json", "application/*", "*/*", "json",
			"application/json; charset=nonsense" })
	void aBodyOfAnotherTypeIsRefused(String contentType) {
		TestBrowser.host().run((context) -> {
			MockHttpServletRequestBuilder request = TestBrowser.request("POST", "/auth/login")
				.header("Content-Type", contentType)
				.content(TestBrowser.LOGIN.getBytes(StandardCharsets.UTF_8));
			Answer answer = TestBrowser.of(context).send(request);
			assertThat(answer.status()).isEqualTo(415);
			assertThat(answer.code()).isEqualTo("unsupported_media_type");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "application/json;charset=UTF-8", "Application/JSON; charset=utf-8" })
	void jsonInUtf8IsReadInAnySpelling(String contentType) {
		TestBrowser.host().run((context) -> {
			MockHttpServletRequestBuilder request = TestBrowser.request("POST", "/auth/login")
				.header("Content-Type", contentType)
				.content(TestBrowser.LOGIN.getBytes(StandardCharsets.UTF_8));
			assertThat(TestBrowser.of(context).send(request).status()).isEqualTo(200);
		});
	}

	@Test
	void aBodyWithoutATypeIsRefusedAndNoBodyNeedsNone() {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			assertThat(browser.send(TestBrowser.request("POST", "/auth/login").content(TestBrowser.LOGIN)).status())
				.isEqualTo(415);
			Answer empty = browser.send(TestBrowser.request("POST", "/auth/login"));
			assertThat(empty.status()).isEqualTo(400);
			assertThat(empty.code()).isEqualTo("validation");
		});
	}

	@Test
	void queryParametersAreNoBody() {
		TestBrowser.host().run((context) -> {
			Answer answer = TestBrowser.of(context)
				.send(MockMvcRequestBuilders.post("/auth/login?identifier=a&password=b")
					.contentType(MediaType.APPLICATION_JSON)
					.content(TestBrowser.LOGIN));
			assertThat(answer.status()).isEqualTo(200);
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Failing {

		@Bean
		Failures failures() {
			return new Failures();
		}

		@Bean
		FilterRegistrationBean<Filter> failingFilter(Failures failures) {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(failures.filter());
			registration.setOrder(-200);
			return registration;
		}

	}

	static final class Failures {

		private final List<String> loggingContext = new ArrayList<>();

		Filter filter() {
			return (request, response, chain) -> {
				this.loggingContext.add(MDC.get("request_id"));
				String failure = ((HttpServletRequest) request).getHeader("X-Fail");
				if ("bug".equals(failure)) {
					throw new DataIntegrityViolationException("secret detail");
				}
				if ("outage".equals(failure)) {
					throw new DataAccessResourceFailureException("secret detail");
				}
				if (failure != null) {
					((HttpServletResponse) response).sendError(Integer.parseInt(failure));
					return;
				}
				chain.doFilter(request, response);
			};
		}

	}

}
