package io.github.jwtauth.flow;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.api.TokenApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host that is an authorization server for other people's applications, and has a first
 * party login beside. Each side judges its own tokens by its own keys.
 */
class HostWithAnAuthorizationServerTests {

	private static final String CLIENT = "spring.security.oauth2.authorizationserver.client.partner.";

	private static TestHost host;

	private static TestHost before;

	@BeforeAll
	static void start() {
		host = authorizationServer(AuthorizationServer.class, TokenApi.class).start();
		before = authorizationServer(AuthorizationServer.class).withoutUs().start();
	}

	@AfterAll
	static void stop() {
		host.close();
		before.close();
	}

	@Test
	void itHasTheMainJob() {
		MainJob.of(host).isDone();
	}

	@Test
	void itsOwnMetadataIsServedAsBefore() {
		Answer now = host.caller().get("/.well-known/openid-configuration");
		Answer then = before.caller().get("/.well-known/openid-configuration");
		assertThat(now.response().body().replace(":" + host.port(), ""))
			.isEqualTo(then.response().body().replace(":" + before.port(), ""));
		assertThat(now.response().headers().map().keySet()).isEqualTo(then.response().headers().map().keySet());
		assertThat(now.text("token_endpoint")).endsWith("/oauth2/token");
		assertThat(host.caller().get("/oauth2/jwks").json().at("/keys/0/kty").asString()).isEqualTo("RSA");
		assertThat(host.caller().get("/.well-known/jwks.json").json().at("/keys/0/kty").asString()).isEqualTo("EC");
	}

	@Test
	void itsEndpointsJudgeItsTokensByItsKeys() {
		String theirs = partnerToken();
		assertThat(host.bean(JwtDecoder.class).decode(theirs).getSubject()).isEqualTo("partner");
		// let in, and told that a client is no user
		assertThat(userInfo(host, theirs)).isEqualTo(userInfo(before, partnerToken(before))).isEqualTo(403);

		host.account("user@example.com", "USER");
		String ours = host.caller().login("user@example.com").text("access_token");
		assertThat(userInfo(host, ours)).isEqualTo(401);
		assertThat(host.caller().bearer(ours).get("/api/ping").status()).isEqualTo(200);
		assertThat(host.caller().bearer(theirs).get("/api/ping").status()).isEqualTo(401);
		assertThat(host.caller().bearer(theirs).get("/auth/sessions").status()).isEqualTo(401);
	}

	@Test
	void ourDiscoveryIsServedWhereTheHostInsists() {
		try (TestHost insisting = authorizationServer(AuthorizationServer.class, TokenApi.class)
			.with("jwtauth.endpoints.discovery.enabled", "true")
			.start()) {
			assertThat(insisting.caller().get("/.well-known/openid-configuration").text("jwks_uri"))
				.endsWith("/.well-known/jwks.json");
		}
	}

	private static int userInfo(TestHost host, String token) {
		return host.caller().bearer(token).get("/userinfo").status();
	}

	private static String partnerToken() {
		return partnerToken(host);
	}

	private static String partnerToken(TestHost server) {
		String credentials = Base64.getEncoder().encodeToString("partner:secret".getBytes(StandardCharsets.UTF_8));
		Answer answer = server.caller()
			.header("Authorization", "Basic " + credentials)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.send("POST", "/oauth2/token", BodyPublishers.ofString("grant_type=client_credentials"));
		assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
		return answer.text("access_token");
	}

	private static TestHost.Starting authorizationServer(Class<?>... application) {
		return TestHost.of(application)
			.beside(".server.authorization.")
			.with(CLIENT + "registration.client-id", "partner")
			.with(CLIENT + "registration.client-secret", "{noop}secret")
			.with(CLIENT + "registration.client-authentication-methods", "client_secret_basic")
			.with(CLIENT + "registration.authorization-grant-types", "client_credentials");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class AuthorizationServer {

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(
					User.withUsername("user").password("{noop}password").roles("USER").build());
		}

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServerChain(HttpSecurity http) {
			http.oauth2AuthorizationServer((server) -> {
				http.securityMatcher(server.getEndpointsMatcher());
				server.oidc(Customizer.withDefaults());
			});
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.oauth2ResourceServer((resourceServer) -> resourceServer.jwt(Customizer.withDefaults()));
			return http.build();
		}

		@Bean
		@Order(3)
		SecurityFilterChain pages(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.formLogin(Customizer.withDefaults());
			return http.build();
		}

	}

}
