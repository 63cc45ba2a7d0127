package io.github.jwtauth.test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import io.github.jwtauth.test.shop.OrdersController;
import io.github.jwtauth.test.shop.ShopApplication;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.result.MockMvcResultMatchers;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

import static io.github.jwtauth.test.AuthUserRequestPostProcessor.authUser;
import static org.assertj.core.api.Assertions.assertThat;

/** A caller for each request. */
@SpringBootTest(classes = ShopApplication.class)
@AutoConfigureMockMvc
@AutoConfigureJwtAuth
class AuthUserRequestPostProcessorTests {

	@Autowired
	private MockMvcTester mockMvc;

	@Test
	void everyRequestHasItsOwnCaller() {
		assertThat(this.mockMvc.get().uri("/report").with(authUser().roles("ADMIN"))).hasStatusOk();
		assertThat(this.mockMvc.get().uri("/report").with(authUser())).hasStatus(HttpStatus.FORBIDDEN);
		assertThat(this.mockMvc.get().uri("/report").with(authUser().roles())).hasStatus(HttpStatus.FORBIDDEN);
	}

	@Test
	void whoHasNoneIsAskedForAToken() {
		assertThat(this.mockMvc.get().uri("/orders")).hasStatus(HttpStatus.UNAUTHORIZED)
			.headers()
			.hasHeaderSatisfying("WWW-Authenticate", (values) -> assertThat(values).contains("Bearer"));
		assertThat(this.mockMvc.post().uri("/orders")).hasStatus(HttpStatus.FORBIDDEN);
	}

	@Test
	void identityAndClaimsArePassedOn() {
		assertThat(this.mockMvc.get()
			.uri("/orders")
			.with(authUser().subject("11111111-2222-4333-8444-555555555555")
				.sessionId("66666666-7777-4888-8999-000000000000")
				.emailVerified(false)))
			.bodyJson()
			.isStrictlyEqualTo("{\"of\":\"11111111-2222-4333-8444-555555555555\","
					+ "\"session\":\"66666666-7777-4888-8999-000000000000\",\"verified\":false}");
		assertThat(this.mockMvc.get().uri("/report").with(authUser().roles("ADMIN").claim("branch", "south")))
			.hasBodyTextEqualTo("south");
	}

	@Test
	void factorsAgeWithTheProof() {
		assertThat(this.mockMvc.delete().uri("/orders").with(authUser().factors("pwd", "otp", "mfa"))).hasStatusOk();
		assertThat(this.mockMvc.delete().uri("/orders").with(authUser().factors("pwd")))
			.hasStatus(HttpStatus.UNAUTHORIZED);
		assertThat(this.mockMvc.delete()
			.uri("/orders")
			.with(authUser().factors("pwd", "otp", "mfa").authTime(Duration.ofMinutes(6))))
			.hasStatus(HttpStatus.UNAUTHORIZED);
	}

	@Test
	void aPostNeedsNoCsrfToken() {
		assertThat(this.mockMvc.post().uri("/orders").with(authUser())).hasStatusOk();
	}

	/**
	 * As {@code MockMvcBuilders.standaloneSetup} makes it: there is no application to
	 * ask.
	 */
	@Test
	void aSingleControllerWithoutAnApplicationHasCallersToo() throws Exception {
		FilterChainProxy contextOnly = new FilterChainProxy(new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE,
				new SecurityContextHolderFilter(new RequestAttributeSecurityContextRepository())));
		AtomicReference<Authentication> seen = new AtomicReference<>();
		MockMvcBuilders.standaloneSetup(new OrdersController())
			.apply(SecurityMockMvcConfigurers.springSecurity(contextOnly))
			.addFilters((request, response, chain) -> {
				seen.set(SecurityContextHolder.getContext().getAuthentication());
				chain.doFilter(request, response);
			})
			.build()
			.perform(MockMvcRequestBuilders.post("/orders").with(authUser().roles("ADMIN")))
			.andExpect(MockMvcResultMatchers.status().isOk());
		assertThat(seen.get().getName()).isEqualTo(WithAuthUser.SUBJECT);
		assertThat(seen.get().getAuthorities()).extracting(GrantedAuthority::getAuthority).contains("ROLE_ADMIN");
	}

}
