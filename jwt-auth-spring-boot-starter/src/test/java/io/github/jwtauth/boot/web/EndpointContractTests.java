package io.github.jwtauth.boot.web;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.TestPaths;
import io.github.jwtauth.boot.web.TestBrowser.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

import static org.assertj.core.api.Assertions.assertThat;

/** What stands in the enum is what is served, and nothing else. */
class EndpointContractTests {

	/** Those of this package; keys and metadata are published by another. */
	static Stream<AuthEndpoint> endpoints() {
		return Stream.of(AuthEndpoint.values()).filter((endpoint) -> !endpoint.isWellKnown());
	}

	@Test
	void everyEndpointHasItsMethodsAndViceVersa() {
		TestBrowser.host().run((context) -> {
			Set<String> served = new TreeSet<>();
			for (RequestMappingInfo mapping : context.getBean(AuthEndpointMapping.class)
				.methods()
				.getHandlerMethods()
				.keySet()) {
				mapping.getPatternValues()
					.forEach((pattern) -> mapping.getMethodsCondition()
						.getMethods()
						.forEach((method) -> served.add(method + " " + pattern)));
			}
			Set<String> promised = new TreeSet<>();
			endpoints().forEach((endpoint) -> endpoint.methods().forEach((method) -> {
				promised.add(method + " /auth" + endpoint.path());
				promised.add(method + " /auth" + endpoint.path() + "/");
			}));
			assertThat(served).isEqualTo(promised);
		});
	}

	@ParameterizedTest
	@MethodSource("endpoints")
	void aTrailingSlashMeansTheSame(AuthEndpoint endpoint) {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			String path = path(endpoint);
			String method = endpoint.methods().get(0);
			assertThat(browser.send(TestBrowser.request(method, path + "/")).status())
				.isEqualTo(browser.send(TestBrowser.request(method, path)).status())
				.isNotEqualTo(404);
		});
	}

	@ParameterizedTest
	@MethodSource("endpoints")
	void anotherMethodIsRefusedWithTheListOfThoseThatWork(AuthEndpoint endpoint) {
		TestBrowser.host().run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			Answer login = browser.login();
			for (String method : Set.of("GET", "HEAD", "PUT", "TRACE", "PROPFIND")) {
				if (endpoint.methods().contains(method)
						|| (method.equals("HEAD") && endpoint.methods().contains("GET"))) {
					continue;
				}
				Answer answer = browser.send(TestBrowser.bearer(TestBrowser.request(method, path(endpoint)), login));
				assertThat(answer.status()).isEqualTo(405);
				assertThat(answer.header("Allow")).isEqualTo(String.join(", ", endpoint.methods()));
				assertThat(answer.response().getContentType()).isEqualTo("application/problem+json");
			}
		});
	}

	@ParameterizedTest
	@MethodSource("endpoints")
	void aSwitchedOffEndpointIsNotOurs(AuthEndpoint endpoint) {
		TestBrowser.host("jwtauth.endpoints." + endpoint.group() + ".enabled=false").run((context) -> {
			Answer answer = TestBrowser.of(context)
				.send(TestBrowser.request(endpoint.methods().get(0), path(endpoint)));
			assertThat(answer.status()).isEqualTo(404);
			assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
			assertThat(answer.body()).doesNotContain("urn:jwtauth");
		});
	}

	@Test
	void theBasePathMoves() {
		TestBrowser.host("jwtauth.base-path=/api/v1/account/").run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			assertThat(browser.send(TestBrowser.post("/api/v1/account/login", TestBrowser.LOGIN)).status())
				.isEqualTo(200);
			assertThat(browser.send(TestBrowser.post("/auth/login", TestBrowser.LOGIN)).status()).isEqualTo(404);
		});
	}

	@Test
	void withAnEmptyBasePathOnlyTheEndpointsAreOurs() {
		TestBrowser.host("jwtauth.base-path=/").run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			assertThat(browser.send(TestBrowser.post("/login", TestBrowser.LOGIN)).header("Cache-Control"))
				.isEqualTo("no-store");
			assertThat(browser.send(TestBrowser.get("/elsewhere")).header("Cache-Control")).isNull();
		});
	}

	@Test
	void theQuestionForMethodsIsAnswered() {
		TestBrowser.host().run((context) -> {
			Answer answer = TestBrowser.of(context).send(TestBrowser.request("OPTIONS", "/auth/login"));
			assertThat(answer.status()).isEqualTo(204);
			assertThat(answer.header("Allow")).isEqualTo("POST, OPTIONS");
		});
	}

	@Test
	void aPreflightThatNobodyAllowedIsRefused() {
		TestBrowser.host().run((context) -> {
			Answer answer = TestBrowser.of(context)
				.send(TestBrowser.request("OPTIONS", "/auth/login")
					.header("Origin", "https://evil.example")
					.header("Access-Control-Request-Method", "POST"));
			assertThat(answer.status()).isEqualTo(403);
			assertThat(answer.code()).isEqualTo("cross_origin");
			assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
		});
	}

	@Test
	void aControllerOutsideOfTheContractStopsTheStart() {
		TestBrowser.host()
			.withUserConfiguration(Stray.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("No endpoint of the contract is mapped by"));
	}

	@Test
	void everyGroupHasASwitch() {
		assertThat(EnumSet.allOf(AuthEndpoint.class))
			.allSatisfy((endpoint) -> TestBrowser.host("jwtauth.endpoints." + endpoint.group() + ".enabled=false")
				.run((context) -> assertThat(context).hasNotFailed()));
	}

	private static String path(AuthEndpoint endpoint) {
		return "/auth" + TestPaths.of(endpoint, "1");
	}

	@Configuration(proxyBeanMethods = false)
	static class Stray {

		@Bean
		StrayController strayController() {
			return new StrayController();
		}

	}

	@AuthController
	static final class StrayController {

		@GetMapping("/back-door")
		String open() {
			return "open";
		}

	}

}
