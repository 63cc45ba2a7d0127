package io.github.jwtauth.test;

import java.time.Duration;

import io.github.jwtauth.test.shop.ShopApplication;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static io.github.jwtauth.test.AuthUserRequestPostProcessor.authUser;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The wishes of {@code docs/i-want-to.md} about tests.
 */
@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureMockMvc
@AutoConfigureJwtAuth
class IWantToTestTests {

	@Autowired
	private MockMvcTester mockMvc;

	@Autowired
	private AuthTestClient client;

	@Autowired
	private CapturedMails mails;

	@Autowired
	private TestClock clock;

	@Test
	@WithAuthUser(roles = "ADMIN")
	void testMyOwnControllers() {
		assertThat(this.mockMvc.get().uri("/report")).hasStatusOk();
		assertThat(this.mockMvc.get().uri("/report").with(authUser().roles("USER"))).hasStatus(403);
	}

	@Test
	void testLoginsMailAndTime() {
		this.client.register("alice@example.com", "correct horse battery staple");
		this.client.verify(this.mails.next("alice@example.com"));
		AuthTestSession alice = this.client.login("alice@example.com", "correct horse battery staple");
		assertThat(alice.get("/orders").status()).isEqualTo(200);

		this.clock.advance(Duration.ofMinutes(16));
		assertThat(alice.get("/orders").status()).isEqualTo(401);
		assertThat(alice.refresh().get("/orders").status()).isEqualTo(200);
	}

}
