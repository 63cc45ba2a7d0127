package io.github.jwtauth.boot.jose;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.MovableClock;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.Subject;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.token.AccessToken;
import io.github.jwtauth.token.AccessTokenGrant;
import io.github.jwtauth.token.AccessTokenIssuer;
import io.github.jwtauth.token.ProvenMethods;
import io.github.jwtauth.token.SigningAlgorithm;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is on the wire.
 */
class JwtEncoderAccessTokenEncoderTests {

	private final TestNode node = TestNode.standing();

	private final String token = this.node.issue();

	@Test
	void theHeaderHasThreeMembers() {
		assertThat(segment(0)).containsExactlyInAnyOrderEntriesOf(
				Map.of("alg", "ES256", "kid", this.node.ring.active().kid(), "typ", "at+jwt"));
	}

	// exactly the documented claims and what the host adds
	@Test
	void theClaimsAreTheDocumentedOnes() {
		assertThat(segment(1)).containsOnlyKeys("iss", "sub", "aud", "exp", "iat", "jti", "client_id", "sid",
				"auth_time", "amr", "roles", "email_verified", "tenant");
	}

	@Test
	void theAudienceIsOneStringAndTimesAreIntegers() {
		Map<String, Object> claims = segment(1);

		assertThat(claims).containsEntry("aud", "api");
		assertThat(claims.get("iat")).isEqualTo((int) TestNode.START.getEpochSecond());
		assertThat(claims.get("exp")).isEqualTo((int) TestNode.START.getEpochSecond() + 900);
		assertThat(claims.get("auth_time")).isEqualTo((int) TestNode.START.getEpochSecond());
	}

	/** Spring Security refuses to make a token that expires when it is issued. */
	@Test
	void aTokenCanBeIssuedInTheLastSecondOfASession() {
		MovableClock clock = new MovableClock(TestNode.START);
		TestNode last = new TestNode(new TestSigningKeyStore(), clock);
		clock.advance(Duration.ofMillis(200));
		AccessTokenIssuer issuer = new AccessTokenIssuer(TestNode.SETTINGS, last.encoder(), List.of(),
				RandomBytes.secure());
		KnownAccount account = new KnownAccount(new Subject(TestNode.ACCOUNT, "1", 0), Account.withKey("1"));

		AccessToken issued = issuer.issue(new AccessTokenGrant(account, TestNode.SESSION, clock.instant(),
				List.of("pwd"), clock.instant().plusMillis(500), clock.instant()));

		assertThat(issued.lifetime()).isZero();
		assertThat(last.decoder().decode(issued.value().reveal()).getSubject()).isEqualTo(TestNode.ACCOUNT.toString());
	}

	/** A host's encoder knows its own keys. */
	@Test
	void anotherEncoderIsAskedForTheTypeAndChoosesItsKey() {
		JwtEncoder foreign = new JwtEncoder() {

			@Override
			public Jwt encode(JwtEncoderParameters parameters) {
				Map<String, Object> header = parameters.getJwsHeader().getHeaders();
				assertThat(header).doesNotContainKey("kid").containsEntry("typ", "at+jwt");
				return Jwt.withTokenValue("signed elsewhere")
					.header("alg", "ES256")
					.claims((claims) -> claims.putAll(parameters.getClaims().getClaims()))
					.build();
			}

		};
		TestNode host = TestNode.standing();

		assertThat(host.issue(new JwtEncoderAccessTokenEncoder(foreign, SigningAlgorithm.ES256)))
			.isEqualTo("signed elsewhere");
	}

	// older proofs keep their time, and a host's encoder says so in the same words
	@Test
	void bothEncodersTellWhenAnOlderMethodWasProven() {
		ProvenMethods proven = ProvenMethods.at(List.of("pwd", "otp"), TestNode.START.minusSeconds(600))
			.with(List.of("pwd"), TestNode.START);
		List<String> handed = new ArrayList<>();
		JwtEncoder foreign = (parameters) -> {
			handed.add(parameters.getClaims().getClaims().get("amr_times").toString());
			return Jwt.withTokenValue("x").header("alg", "ES256").claim("sub", "x").build();
		};
		String ours = this.node.issue(this.node.encoder(), "https://iss", proven);
		this.node.issue(new JwtEncoderAccessTokenEncoder(foreign, SigningAlgorithm.ES256), "https://iss", proven);

		long earlier = TestNode.START.getEpochSecond() - 600;
		assertThat(segment(ours, 1)).containsEntry("amr_times", Map.of("otp", (int) earlier));
		assertThat(handed).containsExactly(Map.of("otp", earlier).toString());
		assertThat(AuthenticatedAccount.of(this.node.decoder().decode(ours))).hasValueSatisfying((account) -> {
			assertThat(account.authenticatedAt()).isEqualTo(TestNode.START);
			assertThat(account.provenAt("pwd")).contains(TestNode.START);
			assertThat(account.provenAt("otp")).contains(TestNode.START.minusSeconds(600));
			assertThat(account.provenAt("mfa")).isEmpty();
		});
	}

	private Map<String, Object> segment(int index) {
		return segment(this.token, index);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> segment(String compact, int index) {
		return JsonMapper.shared().readValue(Base64.getUrlDecoder().decode(compact.split("\\.")[index]), Map.class);
	}

}
