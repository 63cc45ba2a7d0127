package io.github.jwtauth.flow;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.api.TokenApi;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

import static io.github.jwtauth.boot.security.JwtAuthConfigurer.jwtAuth;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host with the actuator, on a port of its own or not. Our endpoints are not on the
 * management port, and the rules for the actuator are those that the host made.
 */
class HostWithAManagementPortTests {

	@Test
	void itsRulesForTheActuatorStay() {
		try (TestHost host = actuator("0", OwnRules.class, TokenApi.class).start()) {
			MainJob.of(host).isDone();
			host.account("user@example.com", "USER");
			String token = host.caller().login("user@example.com").text("access_token");

			TestCaller management = management(host);
			String clerk = Base64.getEncoder().encodeToString("ops:ops".getBytes(StandardCharsets.UTF_8));
			assertThat(management.get("/actuator/health").status()).isEqualTo(200);
			assertThat(management.get("/actuator/beans").status()).isEqualTo(401);
			assertThat(management.bearer(token).get("/actuator/beans").status()).isEqualTo(401);
			assertThat(management.header("Authorization", "Basic " + clerk).get("/actuator/beans").status())
				.isEqualTo(200);
		}
	}

	/** The chains of docs/hosts.md. */
	@Test
	void ourTokensOpenTheActuatorToWhoeverItSays() {
		try (TestHost host = actuator("", PlainHost.class, RulesForOurTokens.class).start()) {
			MainJob.of(host).isDone();
			host.account("user@example.com", "USER");
			host.account("ops@example.com", "OPS");
			String user = host.caller().login("user@example.com").text("access_token");
			String operator = host.caller().login("ops@example.com").text("access_token");
			assertThat(host.caller().get("/actuator/health").status()).isEqualTo(200);
			assertThat(host.caller().get("/actuator/beans").status()).isEqualTo(401);
			assertThat(host.caller().bearer(user).get("/actuator/beans").status()).isEqualTo(403);
			assertThat(host.caller().bearer(operator).get("/actuator/beans").status()).isEqualTo(200);
		}
	}

	@Test
	void nothingOfOursIsOnTheManagementPort() {
		try (TestHost host = actuator("0", PlainHost.class).start()) {
			host.account("user@example.com", "USER");
			Map<String, String> credentials = Map.of("email", "user@example.com", "password", TestHost.PASSWORD);
			Answer login = management(host).post("/auth/login", credentials);
			// the chain that protects the host speaks; no endpoint does
			assertThat(login.status()).isEqualTo(401);
			assertThat(login.code()).isEqualTo("unauthorized");
			assertThat(login.setCookies()).noneMatch((cookie) -> cookie.startsWith("refresh_token"));
			assertThat(management(host).get("/.well-known/jwks.json").response().body()).doesNotContain("keys");
			// without rules of its own a host is protected as by any resource server of
			// Boot
			String token = host.caller().login("user@example.com").text("access_token");
			assertThat(management(host).get("/actuator/health").status()).isEqualTo(401);
			assertThat(management(host).bearer(token).get("/actuator/health").status()).isEqualTo(200);
			assertThat(management(host).bearer(token).get("/actuator/beans").status()).isEqualTo(200);
		}
	}

	@Test
	void anyResourceServerOfBootProtectsTheActuatorLikeThat() {
		try (TestHost before = actuator("", BareHost.class)
			.with("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", "http://127.0.0.1:9/jwks")
			.withoutUs()
			.start()) {
			assertThat(before.caller().get("/actuator/health").status()).isEqualTo(401);
		}
	}

	private static TestCaller management(TestHost host) {
		return new TestCaller(
				host.context().getEnvironment().getProperty("local.management.port", Integer.class, host.port()));
	}

	private static TestHost.Starting actuator(String port, Class<?>... application) {
		return TestHost.of(application)
			.beside(".actuate.", ".boot.health.")
			.with("management.server.port", port)
			.with("management.endpoints.web.exposure.include", "health,beans");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class BareHost {

	}

	@Configuration(proxyBeanMethods = false)
	static class RulesForOurTokens {

		@Bean
		@Order(1)
		SecurityFilterChain actuator(HttpSecurity http) {
			http.securityMatcher(EndpointRequest.toAnyEndpoint());
			http.authorizeHttpRequests((requests) -> requests.requestMatchers(EndpointRequest.to("health"))
				.permitAll()
				.anyRequest()
				.hasRole("OPS"));
			http.with(jwtAuth());
			return http.build();
		}

		@Bean
		@Order(2)
		SecurityFilterChain rest(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.with(jwtAuth());
			return http.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class OwnRules {

		@Bean
		UserDetailsService operators() {
			return new InMemoryUserDetailsManager(User.withUsername("ops").password("{noop}ops").roles("OPS").build());
		}

		@Bean
		@Order(1)
		SecurityFilterChain actuatorChain(HttpSecurity http) {
			http.securityMatcher("/actuator/**")
				.authorizeHttpRequests((requests) -> requests.requestMatchers("/actuator/health")
					.permitAll()
					.anyRequest()
					.hasRole("OPS"))
				.httpBasic(Customizer.withDefaults());
			return http.build();
		}

	}

}
