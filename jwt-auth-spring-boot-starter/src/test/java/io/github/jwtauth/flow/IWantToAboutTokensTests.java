package io.github.jwtauth.flow;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.github.jwtauth.boot.jose.TestKeys;
import io.github.jwtauth.flow.TestCaller.Answer;
import io.github.jwtauth.flow.hosts.iwantto.KmsHost;
import io.github.jwtauth.flow.hosts.iwantto.OwnClaimsHost;
import io.github.jwtauth.flow.hosts.plain.PlainHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The wishes of {@code docs/i-want-to.md} about access tokens.
 */
class IWantToAboutTokensTests {

	private static final String EMAIL = "user@example.com";

	private static TestHost host;

	private static TestHost kms;

	private static TestHost files;

	@TempDir
	private static Path directory;

	@BeforeAll
	static void start() throws Exception {
		host = TestHost.of(PlainHost.class, OwnClaimsHost.class).start();
		host.account(EMAIL, "USER");
		host.account("impostor@example.com", "IMPOSTOR");
		host.account("hoarder@example.com", "HOARDER");
		int port = freePort();
		kms = TestHost.of(PlainHost.class, KmsHost.class)
			.with("server.port", port)
			.with("spring.application.name", "my-app")
			.start();
		kms.account(EMAIL, "USER");
		Path next = Files.writeString(directory.resolve("jwt-2026-11.pem"),
				TestKeys.pem(TestKeys.p256("2026-11").getPrivate()));
		Path last = Files.write(directory.resolve("jwt-2026-08.p12"),
				TestKeys.keyStore("changeit", Map.of("jwt", TestKeys.p256("2026-08"))));
		files = TestHost.of(PlainHost.class)
			.with("KEY_STORE_PASSWORD", "changeit")
			.with("jwtauth.signing.keys[0].location", next.toUri())
			.with("jwtauth.signing.keys[1].location", last.toUri())
			.with("jwtauth.signing.keys[1].password", "${KEY_STORE_PASSWORD}")
			.with("jwtauth.signing.provider", "BC")
			.start();
		files.account(EMAIL, "USER");
	}

	@AfterAll
	static void stop() {
		host.close();
		kms.close();
		files.close();
	}

	@Test
	void addClaimsToAccessTokens() {
		TestCaller caller = host.caller();
		String token = caller.login(EMAIL).text("access_token");
		assertThat(TestTokens.claims(token).get("tenant").asString()).startsWith("tenant-of-");
		String refreshed = caller.post("/auth/token/refresh").text("access_token");
		assertThat(TestTokens.claims(refreshed).get("tenant")).isEqualTo(TestTokens.claims(token).get("tenant"));

		// a claim with a meaning cannot be set, and no token comes of the attempt
		Answer impostor = host.caller().login("impostor@example.com");
		assertThat(impostor.status()).isEqualTo(500);
		assertThat(impostor.setCookies()).isEmpty();
		assertThat(host.caller().login("hoarder@example.com").code()).isEqualTo("token_too_large");
	}

	@Test
	void turnRolesIntoOtherAuthorities() {
		// in Boot's chain by a JwtAuthenticationConverter
		String token = host.caller().login(EMAIL).text("access_token");
		assertThat(host.caller().bearer(token).get("/api/authorities").toString()).contains("orders:read")
			.doesNotContain("ROLE_USER");
		assertThat(host.caller().bearer(token).get("/auth/check").status()).isEqualTo(200);

		// in jwtAuth() alone by a converter that is marked
		String marked = kms.caller().login(EMAIL).text("access_token");
		assertThat(kms.caller().bearer(marked).get("/api/authorities").toString()).contains("marked:USER");
	}

	@Test
	void refuseTokensByARuleOfMyOwn() {
		host.account("quarantined@example.com", "USER");
		Answer login = host.caller().login("quarantined@example.com");
		TestCaller caller = host.caller().bearer(login.text("access_token"));
		assertThat(caller.get("/api/ping").status()).isEqualTo(200);

		host.bean(OwnClaimsHost.Quarantine.class).add(login.json().at("/user/id").asString());
		assertThat(caller.get("/api/ping").status()).isEqualTo(401);
		assertThat(caller.get("/auth/check").status()).isEqualTo(401);
		Answer verified = host.caller().post("/auth/token/verify", Map.of("token", login.text("access_token")));
		assertThat(verified.status()).isEqualTo(401);
		String other = host.caller().login(EMAIL).text("access_token");
		assertThat(host.caller().bearer(other).get("/api/ping").status()).isEqualTo(200);
	}

	@Test
	void signWithMyOwnKeysOrAKms() {
		String token = kms.caller().login(EMAIL).text("access_token");
		assertThat(TestTokens.header(token).get("kid").asString()).isEqualTo("kms-1");
		assertThat(kms.caller().bearer(token).get("/api/authorities").status()).isEqualTo(200);
		String published = kms.caller().get("/.well-known/jwks.json").response().body();
		assertThat(published).contains("kms-1").doesNotContain("\"d\"");
	}

	@Test
	void signWithAKeyFromAFile() throws Exception {
		String token = files.caller().login(EMAIL).text("access_token");
		assertThat(files.caller().bearer(token).get("/api/ping").status()).isEqualTo(200);

		String published = files.caller().get("/.well-known/jwks.json").response().body();
		List<JWK> keys = JWKSet.parse(published).getKeys();
		assertThat(keys).extracting((key) -> key.toECKey().toPublicKey())
			.containsExactly(TestKeys.p256("2026-11").getPublic(), TestKeys.p256("2026-08").getPublic());
		assertThat(TestTokens.header(token).get("kid").asString()).isEqualTo(keys.get(0).getKeyID());
		assertThat(files.bean(JdbcClient.class)
			.sql("select count(*) from jwtauth_signing_key")
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void signWithRsaOrASharedSecret() {
		for (String algorithm : List.of("PS256", "HS256")) {
			try (TestHost other = TestHost.of(PlainHost.class)
				.with("jwtauth.signing.algorithm", algorithm.toLowerCase(Locale.ROOT))
				.start()) {
				other.account(EMAIL, "USER");
				TestCaller caller = other.caller();
				String token = caller.login(EMAIL).text("access_token");
				assertThat(TestTokens.header(token).get("alg").asString()).isEqualTo(algorithm);
				assertThat(other.caller().bearer(token).get("/api/ping").status()).isEqualTo(200);
				assertThat(caller.post("/auth/token/refresh").status()).isEqualTo(200);
				assertThat(other.caller().get("/.well-known/jwks.json").json().get("keys").size())
					.isEqualTo(algorithm.equals("PS256") ? 1 : 0);
			}
		}
	}

	@Test
	void signAndVerifyWithANativeProvider() {
		String token = files.caller().login(EMAIL).text("access_token");
		assertThat(files.caller().bearer(token).get("/api/ping").status()).isEqualTo(200);
		assertThat(Security.getProviders()).extracting(Provider::getName)
			.doesNotContain("BC", "AmazonCorrettoCryptoProvider");
	}

	@Test
	void verifyOurTokensInAnotherService() {
		String token = kms.caller().login(EMAIL).text("access_token");
		String issuer = "http://localhost:" + kms.port();
		NimbusJwtDecoder other = NimbusJwtDecoder.withIssuerLocation(issuer).validateType(false).build();
		other.setJwtValidator(validators(issuer, "my-app"));

		Jwt jwt = other.decode(token);
		assertThat(jwt.getClaimAsStringList("roles")).containsExactly("USER");
		other.setJwtValidator(validators(issuer, "somebody-else"));
		assertThatExceptionOfType(JwtException.class).isThrownBy(() -> other.decode(token));
	}

	/** What Boot makes of the two properties and of the one bean. */
	private static OAuth2TokenValidator<Jwt> validators(String issuer, String audience) {
		return new DelegatingOAuth2TokenValidator<>(new JwtTypeValidator("at+jwt"), new JwtTimestampValidator(),
				new JwtIssuerValidator(issuer), new JwtAudienceValidator(audience));
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
