package io.github.jwtauth.boot.web;

import io.github.jwtauth.boot.web.TestBrowser.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Hosts that do not want the pages. */
@ExtendWith(OutputCaptureExtension.class)
class PageSwitchTests {

	@ParameterizedTest
	@ValueSource(strings = { "jwtauth.pages.enabled=false", "jwtauth.endpoints.pages.enabled=false" })
	void switchedOffTheyAreNotOursAndLinksThatStillLeadThereAreTold(String property, CapturedOutput output) {
		TestBrowser.host(property, "jwtauth.pages.links.not-me=/mine").run((context) -> {
			Answer answer = TestBrowser.of(context).send(TestBrowser.get("/auth/pages/not-me"));
			assertThat(answer.status()).isEqualTo(404);
			assertThat(answer.body()).doesNotContain("urn:jwtauth");
			assertThat(output).contains("jwtauth.pages.links.verify-email", "jwtauth.pages.links.accept-invitation")
				.doesNotContain("jwtauth.pages.links.not-me");
		});
	}

	@Test
	void whoeverNamesPagesOfItsOwnHearsNothing(CapturedOutput output) {
		TestBrowser
			.host("jwtauth.pages.enabled=false", "jwtauth.pages.links.verify-email=/a",
					"jwtauth.pages.links.reset-password=/b", "jwtauth.pages.links.confirm-email-change=/c",
					"jwtauth.pages.links.undo-email-change=/d", "jwtauth.pages.links.accept-invitation=/e",
					"jwtauth.pages.links.not-me=https://app.example.com/f")
			.run((context) -> assertThat(output).doesNotContain("jwtauth.pages.links"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "user-details", "USER_DETAILS", "userDetails" })
	void theUsersOfAnotherSystemGetNoMailAndNoPages(String accounts, CapturedOutput output) {
		TestBrowser.host("jwtauth.accounts=" + accounts, "jwtauth.pages.enabled=false")
			.run((context) -> assertThat(output).doesNotContain("jwtauth.pages.links"));
		TestBrowser.host("jwtauth.accounts=" + accounts).run((context) -> {
			Answer answer = TestBrowser.of(context).send(TestBrowser.get("/auth/pages/not-me"));
			assertThat(answer.status()).isEqualTo(404);
		});
	}

}
