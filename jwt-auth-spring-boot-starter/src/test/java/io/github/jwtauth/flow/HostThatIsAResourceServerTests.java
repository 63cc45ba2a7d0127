package io.github.jwtauth.flow;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.api.TokenApi;
import io.github.jwtauth.flow.hosts.resourceserver.ResourceServerHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host that has been accepting somebody else's tokens all along: by a property, by a
 * decoder of its own, or by asking about opaque ones. It goes on accepting those and no
 * others where it did, and ours where it says so.
 */
class HostThatIsAResourceServerTests {

	private static final String RESOURCE_SERVER = "spring.security.oauth2.resourceserver.";

	private static HttpServer issuer;

	private static RSAKey key;

	@BeforeAll
	static void issuer() throws IOException, JOSEException {
		key = new RSAKeyGenerator(2048).keyID("partner").generate();
		issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		issuer.createContext("/jwks", (exchange) -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
		issuer.createContext("/introspect", (exchange) -> {
			String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			answer(exchange, asked.contains("token=opaque-one")
					? "{\"active\":true,\"sub\":\"partner\",\"scope\":\"read\"}" : "{\"active\":false}");
		});
		issuer.start();
	}

	@AfterAll
	static void stop() {
		issuer.stop(0);
	}

	@Test
	void byAPropertyItKeepsItsIssuer() throws JOSEException {
		String theirs = partnerToken();
		try (TestHost host = TestHost.of(Jwts.class, TokenApi.class)
			.with(RESOURCE_SERVER + "jwt.jwk-set-uri", url("/jwks"))
			.start();
				TestHost before = TestHost.of(Jwts.class)
					.with(RESOURCE_SERVER + "jwt.jwk-set-uri", url("/jwks"))
					.withoutUs()
					.start()) {
			assertBothSides(host, before, theirs);
		}
	}

	@Test
	void byIntrospectionItKeepsItsOpaqueTokens() {
		try (TestHost host = opaque(Opaque.class, TokenApi.class).start();
				TestHost before = opaque(Opaque.class).withoutUs().start()) {
			assertBothSides(host, before, "opaque-one");
		}
	}

	@Test
	void byADecoderOfItsOwnItKeepsIt() {
		try (TestHost host = TestHost.of(ResourceServerHost.class).start()) {
			MainJob.of(host).protecting("/own/ping").isDone();
			assertThat(host.caller().bearer("partner-token").get("/partner/ping").status()).isEqualTo(200);
		}
	}

	private static void assertBothSides(TestHost host, TestHost before, String theirs) {
		MainJob.of(host).isDone();
		Answer now = host.caller().bearer(theirs).get("/partner");
		assertThat(now).hasToString(before.caller().bearer(theirs).get("/partner").toString())
			.hasToString("200 partner [FACTOR_BEARER, SCOPE_read]");
		host.account("user@example.com", "USER");
		String ours = host.caller().login("user@example.com").text("access_token");
		assertThat(host.caller().bearer(ours).get("/partner").status()).isEqualTo(401);
		assertThat(host.caller().bearer(theirs).get("/api/ping").status()).isEqualTo(401);
		assertThat(host.caller().bearer(theirs).get("/auth/sessions").status()).isEqualTo(401);
	}

	private static TestHost.Starting opaque(Class<?>... application) {
		return TestHost.of(application)
			.with(RESOURCE_SERVER + "opaquetoken.introspection-uri", url("/introspect"))
			.with(RESOURCE_SERVER + "opaquetoken.client-id", "host")
			.with(RESOURCE_SERVER + "opaquetoken.client-secret", "secret");
	}

	private static String partnerToken() throws JOSEException {
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("partner").build(),
				new JWTClaimsSet.Builder().subject("partner")
					.claim("scope", "read")
					.expirationTime(Date.from(Instant.now().plusSeconds(300)))
					.build());
		token.sign(new RSASSASigner(key));
		return token.serialize();
	}

	private static String url(String path) {
		return "http://127.0.0.1:" + issuer.getAddress().getPort() + path;
	}

	private static void answer(HttpExchange exchange, String json) throws IOException {
		byte[] body = json.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(200, body.length);
		try (OutputStream out = exchange.getResponseBody()) {
			out.write(body);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Partner.class)
	static class Jwts {

		@Bean
		@Order(3)
		SecurityFilterChain partners(HttpSecurity http) {
			return onlyPartners(http, (resourceServer) -> resourceServer.jwt(Customizer.withDefaults()));
		}

		static SecurityFilterChain onlyPartners(HttpSecurity http,
				Customizer<OAuth2ResourceServerConfigurer<HttpSecurity>> tokens) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().hasAuthority("SCOPE_read"));
			http.oauth2ResourceServer(tokens);
			return http.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Partner.class)
	static class Opaque {

		@Bean
		@Order(3)
		SecurityFilterChain partners(HttpSecurity http) {
			return Jwts.onlyPartners(http, (resourceServer) -> resourceServer.opaqueToken(Customizer.withDefaults()));
		}

	}

	@RestController
	static class Partner {

		@GetMapping("/partner")
		String partner(Authentication caller) {
			return caller.getName() + " "
					+ caller.getAuthorities().stream().map(GrantedAuthority::getAuthority).sorted().toList();
		}

	}

}
