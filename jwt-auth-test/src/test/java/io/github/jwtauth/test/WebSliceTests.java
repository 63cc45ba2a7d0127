package io.github.jwtauth.test;

import io.github.jwtauth.session.SessionStore;
import io.github.jwtauth.test.shop.OrdersController;
import io.github.jwtauth.test.shop.ShopApplication;
import io.github.jwtauth.test.shop.ShopSecurity;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static io.github.jwtauth.test.AuthUserRequestPostProcessor.authUser;
import static org.assertj.core.api.Assertions.assertThat;

/** Slices of a host, protected as the host is. */
class WebSliceTests {

	private static final String ANOTHER = "66666666-7777-4888-8999-000000000000";

	/** As in production where the host has no chain: everything needs a token. */
	@Nested
	@WebMvcTest(OrdersController.class)
	@ContextConfiguration(classes = ShopApplication.class)
	class WithoutAChainOfItsOwn {

		@Autowired
		private MockMvcTester mockMvc;

		@Autowired
		private ApplicationContext context;

		@Test
		@WithAuthUser(roles = "ADMIN")
		void aCallerIsLetIn() {
			assertThat(this.mockMvc.get().uri("/orders")).hasStatusOk().bodyText().contains(WithAuthUser.SUBJECT);
			assertThat(this.mockMvc.post().uri("/orders")).hasStatusOk();
			assertThat(this.mockMvc.get().uri("/report")).hasStatusOk();
			assertThat(this.mockMvc.get().uri("/report").with(authUser())).hasStatus(HttpStatus.FORBIDDEN);
		}

		@Test
		@WithAuthUser
		void itsSessionIsLive() {
			assertThat(this.mockMvc.get().uri("/receipts")).hasStatusOk();
			assertThat(this.mockMvc.get().uri("/receipts").with(authUser().sessionId(ANOTHER))).hasStatusOk();
		}

		@Test
		void nobodyElseIs() {
			assertThat(this.mockMvc.get().uri("/catalogue")).hasStatus(HttpStatus.UNAUTHORIZED)
				.headers()
				.hasHeaderSatisfying("WWW-Authenticate",
						(values) -> assertThat(values).singleElement().asString().startsWith("Bearer"));
			assertThat(this.mockMvc.get().uri("/orders").header("Authorization", "Bearer something"))
				.hasStatus(HttpStatus.UNAUTHORIZED);
		}

		@Test
		void itHasNeitherStoresNorTheKit() {
			assertThat(this.context.getBeanNamesForType(TestClock.class)).isEmpty();
			assertThat(this.context.getBeanNamesForType(CapturedMails.class)).isEmpty();
			assertThat(this.context.getBeanNamesForType(SessionStore.class)).isEmpty();
		}

	}

	@Nested
	@WebMvcTest(OrdersController.class)
	@ContextConfiguration(classes = ShopApplication.class)
	@Import(ShopSecurity.class)
	@AutoConfigureJwtAuth
	class WithTheChainOfTheHost {

		@Autowired
		private MockMvcTester mockMvc;

		@Test
		void itsRulesCount() {
			assertThat(this.mockMvc.get().uri("/catalogue")).hasStatusOk();
			assertThat(this.mockMvc.get().uri("/orders")).hasStatus(HttpStatus.UNAUTHORIZED);
			assertThat(this.mockMvc.get().uri("/orders").with(authUser())).hasStatusOk();
		}

		@Test
		void itsRulesAboutSessionsToo() {
			assertThat(this.mockMvc.get().uri("/refunds")).hasStatus(HttpStatus.UNAUTHORIZED);
			assertThat(this.mockMvc.get().uri("/refunds").with(authUser())).hasStatusOk();
		}

		@Test
		@WithAuthUser(factors = { "pwd", "otp", "mfa" })
		void itsRulesAboutFactorsToo() {
			assertThat(this.mockMvc.delete().uri("/orders")).hasStatusOk();
			assertThat(this.mockMvc.delete().uri("/orders").with(authUser())).hasStatus(HttpStatus.UNAUTHORIZED);
		}

	}

}
