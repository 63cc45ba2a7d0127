package io.github.jwtauth.boot.web;

import java.time.Duration;

import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.boot.web.TestBrowser.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is told about the time that requests take (feature A10).
 */
@ExtendWith(OutputCaptureExtension.class)
class ResponseTimeTests {

	@Test
	void nobodyIsToldByDefault(CapturedOutput output) {
		TestBrowser.host().run((context) -> {
			assertThat(TestBrowser.of(context).login().header("X-Response-Time")).isNull();
			assertThat(context.getBean("jwtAuthResponseTimeFilter", FilterRegistrationBean.class).isEnabled())
				.isFalse();
		});
		assertThat(output).doesNotContain("Slow request");
	}

	@Test
	void everyAnswerOfOursCarriesItsTimeWhenAskedFor() {
		TestBrowser.host("jwtauth.web.response-time-header=true").run((context) -> {
			TestBrowser browser = TestBrowser.of(context);
			assertThat(browser.login().header("X-Response-Time")).matches("\\d+ms");
			assertThat(browser.send(TestBrowser.get("/auth/check")).header("X-Response-Time")).matches("\\d+ms");
			assertThat(browser.send(TestBrowser.request("POST", "/auth/logout")).header("X-Response-Time"))
				.matches("\\d+ms");
			Answer refused = browser.send(TestBrowser.request("TRACE", "/auth/login"));
			assertThat(refused.status()).isEqualTo(405);
			assertThat(refused.header("X-Response-Time")).matches("\\d+ms");
			assertThat(browser.send(TestBrowser.get("/elsewhere")).header("X-Response-Time")).isNull();
		});
	}

	@Test
	void aSlowRequestIsLoggedByItsEndpointAndItsName(CapturedOutput output) {
		TestBrowser.host("jwtauth.web.slow-request=1ms").run((context) -> {
			Answer answer = TestBrowser.of(context)
				.send(TestBrowser.post("/auth/login/?q=%0Aforged", TestBrowser.LOGIN).header("X-Request-Id", "web-7"));
			assertThat(answer.header("X-Response-Time")).isNull();
		});
		assertThat(output).containsPattern("Slow request: LOGIN took \\d+ ms, status 200, request web-7")
			.doesNotContain("forged");
	}

	@Test
	void whatIsQuickEnoughIsNotLogged(CapturedOutput output) {
		TestBrowser.host("jwtauth.web.slow-request=1h").run((context) -> TestBrowser.of(context).login());
		assertThat(output).doesNotContain("Slow request");
	}

	@Test
	void noTimeAtAllIsRefused() {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> new WebProperties(false, Duration.ZERO))
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo("jwtauth.web.slow-request"));
	}

}
