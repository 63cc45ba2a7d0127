package io.github.jwtauth.flow;

import java.net.http.HttpRequest.BodyPublishers;
import java.security.Principal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.api.TokenApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host with pages, a login form, users and an encoder of its own. Its users log in and
 * its pages answer as before; neither side knows the other's people.
 */
class HostWithAFormLoginTests {

	@ParameterizedTest
	@ValueSource(classes = { Pages.class, PagesWithEncoder.class })
	void itsFormLoginGoesOnAsBefore(Class<?> pages) {
		try (TestHost host = TestHost.of(pages, TokenApi.class).start();
				TestHost before = TestHost.of(pages).withoutUs().start()) {
			MainJob.of(host).isDone();
			for (TestHost each : new TestHost[] { host, before }) {
				assertThat(browser(each).get("/page").header("Location")).endsWith("/login");
				TestCaller clerk = browser(each);
				Answer login = logIn(clerk, "clerk-password");
				assertThat(login.status()).isEqualTo(302);
				assertThat(clerk.get("/page").response().body()).isEqualTo("page of clerk");
				assertThat(logIn(browser(each), "wrong").header("Location")).endsWith("/login?error");
			}
			TestCaller clerk = browser(host);
			logIn(clerk, "clerk-password");
			assertThat(clerk.get("/api/ping").status()).isEqualTo(401);
			assertThat(clerk.post("/auth/login", Map.of("username", "clerk", "password", "clerk-password")).code())
				.isEqualTo("invalid_credentials");
			host.account("user@example.com", "USER");
			String token = host.caller().login("user@example.com").text("access_token");
			assertThat(browser(host).bearer(token).get("/page").status()).isEqualTo(302);
		}
	}

	/** Spring Security takes a lone encoder by type, whatever it is marked with. */
	@Test
	void anEncoderMarkedForUsIsNotForItsUsers() {
		try (TestHost host = TestHost.of(Pages.class, TokenApi.class, MarkedEncoder.class).start()) {
			MainJob.of(host).isDone();
			TestCaller clerk = browser(host);
			logIn(clerk, "clerk-password");
			assertThat(clerk.get("/page").response().body()).isEqualTo("page of clerk");
		}
	}

	private static TestCaller browser(TestHost host) {
		return host.caller().header("Accept", "text/html");
	}

	private static Answer logIn(TestCaller caller, String password) {
		Matcher csrf = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"")
			.matcher(caller.get("/login").response().body());
		assertThat(csrf.find()).isTrue();
		return caller.header("Content-Type", "application/x-www-form-urlencoded")
			.send("POST", "/login",
					BodyPublishers.ofString("username=clerk&password=" + password + "&_csrf=" + csrf.group(1)));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Page.class)
	static class Pages {

		@Bean
		UserDetailsService clerks() {
			return new InMemoryUserDetailsManager(
					User.withUsername("clerk").password("{noop}clerk-password").roles("CLERK").build());
		}

		@Bean
		@Order(3)
		SecurityFilterChain pageChain(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.formLogin(Customizer.withDefaults());
			return http.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Page.class)
	static class PagesWithEncoder {

		@Bean
		PasswordEncoder encoder() {
			return new BCryptPasswordEncoder(4);
		}

		@Bean
		UserDetailsService clerks(PasswordEncoder encoder) {
			return new InMemoryUserDetailsManager(
					User.withUsername("clerk").password(encoder.encode("clerk-password")).roles("CLERK").build());
		}

		@Bean
		@Order(3)
		SecurityFilterChain pageChain(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.formLogin(Customizer.withDefaults());
			return http.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MarkedEncoder {

		@JwtAuthBean
		@Bean(defaultCandidate = false)
		PasswordEncoder ours() {
			return new BCryptPasswordEncoder(4);
		}

	}

	@RestController
	static class Page {

		@GetMapping("/page")
		String page(Principal principal) {
			return "page of " + principal.getName();
		}

	}

}
