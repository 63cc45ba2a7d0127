package io.github.jwtauth.flow;

import java.util.Map;
import java.util.UUID;

import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.external.ExternalLoginHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A chain of the older kind, which keeps whoever is logged in at the end of a request.
 */
class ExternalLoginBesideSavedLoginsTests {

	private static TestHost host;

	private final String name = "s" + UUID.randomUUID();

	private final TestVisitor browser = new TestVisitor(host);

	@BeforeAll
	static void start() {
		host = TestHost.of(ExternalLoginHost.class)
			.with(TestProvider.properties())
			.with("host.explicit-save", "false")
			.start();
	}

	@AfterAll
	static void stop() {
		host.close();
	}

	@Test
	void noLoginIsKept() {
		TestProvider.person(this.name, Map.of("email", this.name + "@example.com", "email_verified", true));
		assertThat(this.browser.visit("http://127.0.0.1:" + host.port() + "/basket").status()).isEqualTo(200);
		Answer back = this.browser.logIn(this.name);
		assertThat(TestVisitor.fragment(back, "exchange_token")).isNotEmpty();
		assertThat(this.browser.cookies()).containsKey("JSESSIONID");
		assertThat(host.caller().jar(this.browser.cookies()).get("/page").status()).isEqualTo(401);
	}

}
