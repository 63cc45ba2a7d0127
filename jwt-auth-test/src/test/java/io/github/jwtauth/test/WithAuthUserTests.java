package io.github.jwtauth.test;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.test.shop.ShopApplication;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** A caller for a whole test, in a whole application without a web server. */
@SpringBootTest(classes = ShopApplication.class)
@AutoConfigureMockMvc
@AutoConfigureJwtAuth
@WithAuthUser
class WithAuthUserTests {

	@Autowired
	private MockMvcTester mockMvc;

	private static Authentication authentication() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		assertThat(authentication).isNotNull();
		return authentication;
	}

	@Test
	void isWhoAControllerIsToldThatCalls() {
		assertThat(this.mockMvc.get().uri("/orders")).hasStatusOk()
			.bodyJson()
			.isStrictlyEqualTo("{\"of\":\"%s\",\"session\":\"%s\",\"verified\":true}".formatted(WithAuthUser.SUBJECT,
					WithAuthUser.SESSION_ID));
	}

	@Test
	@WithAuthUser(subject = "11111111-2222-4333-8444-555555555555", sessionId = "66666666-7777-4888-8999-000000000000",
			emailVerified = false)
	void mayBeAnybody() {
		assertThat(this.mockMvc.get().uri("/orders")).bodyJson()
			.isStrictlyEqualTo("{\"of\":\"11111111-2222-4333-8444-555555555555\","
					+ "\"session\":\"66666666-7777-4888-8999-000000000000\",\"verified\":false}");
	}

	@Test
	void isAnAccountOfTheLibrary() {
		AuthenticatedAccount account = AuthenticatedAccount.of(authentication()).orElseThrow();
		assertThat(account.roles()).containsExactly("USER");
		assertThat(account.amr()).containsExactly("pwd");
		assertThat(account.authenticatedAt()).isBetween(Instant.now().minusSeconds(30), Instant.now());
		assertThat(account.expiresAt()).isAfter(Instant.now());
		assertThat(authentication()).isInstanceOf(JwtAuthenticationToken.class);
		assertThat(authentication().getName()).isEqualTo(WithAuthUser.SUBJECT);
	}

	@Test
	void isRefusedWithoutTheRole() {
		assertThat(this.mockMvc.get().uri("/report")).hasStatus(HttpStatus.FORBIDDEN);
	}

	@Test
	@WithAuthUser(roles = { "USER", "ADMIN" })
	void mayDoWhatTheRoleAllows() {
		assertThat(this.mockMvc.get().uri("/report")).hasStatusOk().hasBodyTextEqualTo("all");
	}

	@Test
	@WithAuthUser(roles = "ADMIN", claims = "branch=south")
	void hasClaimsOfTheApplication() {
		assertThat(this.mockMvc.get().uri("/report")).hasBodyTextEqualTo("south");
	}

	@Test
	void isRefusedWithoutTheFactor() {
		assertThat(this.mockMvc.delete().uri("/orders")).hasStatus(HttpStatus.UNAUTHORIZED);
	}

	@Test
	@WithAuthUser(factors = { "pwd", "otp", "mfa" })
	void mayDoWhatTheFactorsAllow() {
		assertThat(this.mockMvc.delete().uri("/orders")).hasStatusOk();
	}

	@Test
	@WithAuthUser(factors = { "pwd", "otp", "mfa" }, authTime = "PT1H")
	void isRefusedWhenTheProofIsTooOld() {
		assertThat(this.mockMvc.delete().uri("/orders")).hasStatus(HttpStatus.UNAUTHORIZED);
	}

	@Test
	@WithAuthUser(authTime = "PT1H")
	void hasFactorsOfTheTrueTime() {
		List<Instant> passwords = authentication().getAuthorities()
			.stream()
			.filter((authority) -> FactorGrantedAuthority.PASSWORD_AUTHORITY.equals(authority.getAuthority()))
			.map((authority) -> ((FactorGrantedAuthority) authority).getIssuedAt())
			.toList();
		assertThat(passwords).singleElement()
			.satisfies((at) -> assertThat(at).isBetween(Instant.now().minusSeconds(3660),
					Instant.now().minusSeconds(3600)));
	}

	@Test
	void postsWithoutACsrfTokenLikeARequestWithAnAccessToken() {
		assertThat(this.mockMvc.post().uri("/orders")).hasStatusOk();
	}

	@Test
	@AsAdministrator
	void comesByAnAnnotationOfTheApplicationToo() {
		assertThat(this.mockMvc.get().uri("/report")).hasStatusOk();
	}

	@Test
	void needsNoApplication() {
		WithAuthUser annotation = WithAuthUserTests.class.getAnnotation(WithAuthUser.class);
		Authentication made = new AuthUserSecurityContextFactory().createSecurityContext(annotation)
			.getAuthentication();
		assertThat(AuthenticatedAccount.of(made)).isPresent();
		assertThat(made).extracting(Authentication::getAuthorities)
			.asInstanceOf(InstanceOfAssertFactories.COLLECTION)
			.extracting("authority")
			.contains("ROLE_USER", FactorGrantedAuthority.PASSWORD_AUTHORITY);
	}

	@Test
	void cannotBeNobody() {
		assertThatIllegalArgumentException().isThrownBy(() -> new AuthUser("alice", WithAuthUser.SESSION_ID, List.of(),
				List.of(), Duration.ZERO, true, Map.of()));
	}

	@Test
	@WithAuthUser(claims = "branch=a=b")
	void claimsMayContainTheSign() {
		assertThat(authentication().getPrincipal()).isInstanceOfSatisfying(Jwt.class,
				(token) -> assertThat(token.getClaimAsString("branch")).isEqualTo("a=b"));
	}

	@Retention(RetentionPolicy.RUNTIME)
	@WithAuthUser(roles = "ADMIN")
	@interface AsAdministrator {

	}

}
