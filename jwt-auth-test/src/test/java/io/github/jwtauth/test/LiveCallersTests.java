package io.github.jwtauth.test;

import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.session.LiveSessions;
import io.github.jwtauth.test.shop.ShopApplication;
import io.github.jwtauth.test.shop.ShopSecurity;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static io.github.jwtauth.test.AuthUserRequestPostProcessor.authUser;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where sessions are asked about, the callers of the kit have one, and nobody else has
 * what the database does not know.
 */
@SpringBootTest(classes = { ShopApplication.class, ShopSecurity.class }, webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureMockMvc
@AutoConfigureJwtAuth
class LiveCallersTests {

	private static final String ANOTHER = "66666666-7777-4888-8999-000000000000";

	@Autowired
	private MockMvcTester mockMvc;

	@Autowired
	private LiveSessions sessions;

	@Autowired
	private AuthTestClient client;

	@Autowired
	private TestAccounts accounts;

	@Test
	@WithAuthUser
	void aCallerIsLiveInAMethod() {
		assertThat(this.mockMvc.get().uri("/receipts")).hasStatusOk();
		assertThat(this.mockMvc.get().uri("/receipts").with(authUser().sessionId(ANOTHER))).hasStatusOk();
	}

	@Test
	@WithAuthUser
	void aCallerIsLiveWithoutARequest() {
		assertThat(this.sessions.isLive(session(WithAuthUser.SESSION_ID), account(), Instant.now())).isTrue();
	}

	@Test
	void aCallerIsLiveInAChain() {
		assertThat(this.mockMvc.get().uri("/refunds").with(authUser())).hasStatusOk();
	}

	@Test
	@WithAuthUser
	void nobodyElseIs() {
		assertThat(this.sessions.isLive(session(ANOTHER), account(), Instant.now())).isFalse();
	}

	@Test
	void nobodyIsWithoutACaller() {
		assertThat(this.sessions.isLive(session(WithAuthUser.SESSION_ID), account(), Instant.now())).isFalse();
	}

	@Test
	void aSessionOfALoginIsAskedAbout() {
		this.accounts.add("live@example.com", "USER");
		AuthTestSession session = this.client.login("live@example.com", TestAccounts.PASSWORD);
		assertThat(session.get("/receipts").status()).isEqualTo(200);
		assertThat(session.get("/refunds").status()).isEqualTo(200);
		SessionId id = session(session.sessionId());
		AccountId owner = AccountId.parse(session.subject()).orElseThrow();
		assertThat(this.sessions.isLive(id, owner, Instant.now())).isTrue();
		session.logout();
		assertThat(this.sessions.isLive(id, owner, Instant.now())).isFalse();
		assertThat(session.get("/receipts").status()).isEqualTo(401);
	}

	private static SessionId session(String text) {
		return SessionId.parse(text).orElseThrow();
	}

	private static AccountId account() {
		return AccountId.parse(WithAuthUser.SUBJECT).orElseThrow();
	}

}
