package io.github.jwtauth.boot.jose;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.jwtauth.MovableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What the decoder accepts, and for how long.
 */
class AccessTokenDecoderTests {

	private final MovableClock clock = new MovableClock(TestNode.START);

	private final TestNode node = new TestNode(new TestSigningKeyStore(), this.clock);

	private final AccessTokenDecoder decoder = this.node.decoder();

	@Test
	void whatIsIssuedIsAccepted() {
		Jwt jwt = this.decoder.decode(this.node.issue());

		assertThat(jwt.getSubject()).isEqualTo(TestNode.ACCOUNT.toString());
		assertThat(jwt.getAudience()).containsExactly("api");
		assertThat(jwt.getIssuedAt()).isEqualTo(TestNode.START);
		assertThat(jwt.getExpiresAt()).isEqualTo(TestNode.START.plus(Duration.ofMinutes(15)));
		assertThat(jwt.getClaimAsInstant("auth_time")).isEqualTo(TestNode.START);
		assertThat(jwt.getClaimAsStringList("roles")).containsExactly("USER");
		assertThat(jwt.getClaimAsString("tenant")).isEqualTo("blue");
	}

	/** One parser, and it must understand what everybody else understands. */
	@Test
	void aStockDecoderReadsTheSameFromWhatIsAccepted() {
		String token = this.node.signed((claims) -> {
			claims.put("tenant", Map.of("name", "Gr\u00fc\u00df \ud83d\ude00", "sizes", List.of(1, 2.5, true)));
			claims.put("nbf", TestNode.START.getEpochSecond());
		});
		NimbusJwtDecoder stock = NimbusJwtDecoder.withJwkSource(published(this.node))
			.jwsAlgorithm(SignatureAlgorithm.ES256)
			.build();
		stock.setJwtValidator((jwt) -> OAuth2TokenValidatorResult.success());

		Jwt ours = this.decoder.decode(token);
		Jwt theirs = stock.decode(token);

		assertThat(ours.getHeaders()).isEqualTo(theirs.getHeaders());
		assertThat(ours.getClaims()).isEqualTo(theirs.getClaims());
	}

	// J-42
	@ParameterizedTest
	@CsvSource({ "29, true", "30, true", "31, false" })
	void anExpiredTokenLivesAsLongAsClocksMayDiffer(long secondsAfterExpiry, boolean accepted) {
		String token = this.node.issue();

		this.clock.advance(Duration.ofMinutes(15).plusSeconds(secondsAfterExpiry));

		assertAccepted(token, accepted);
	}

	// J-43
	@ParameterizedTest
	@CsvSource({ "-3600, true", "29, true", "30, true", "31, false", "3600, false" })
	void aTokenBeginsWhenItSays(long secondsFromNow, boolean accepted) {
		assertAccepted(claim("nbf", TestNode.START.getEpochSecond() + secondsFromNow), accepted);
	}

	// J-44
	@ParameterizedTest
	@CsvSource({ "29, true", "30, true", "31, false", "3600, false" })
	void aTokenFromTheFutureIsRefused(long secondsFromNow, boolean accepted) {
		assertAccepted(this.node.signed((claims) -> {
			claims.put("iat", TestNode.START.getEpochSecond() + secondsFromNow);
			claims.put("exp", TestNode.START.getEpochSecond() + secondsFromNow + 60);
		}), accepted);
	}

	// J-45
	@ParameterizedTest
	@CsvSource({ "899, true", "900, true", "901, false", "315360000, false", "0, false", "-1, false" })
	void noTokenLivesLongerThanOneIsIssuedFor(long lifetime, boolean accepted) {
		assertAccepted(claim("exp", TestNode.START.getEpochSecond() + lifetime), accepted);
	}

	// J-71: the same JSON, so the same token
	@Test
	void anEscapedNameIsTheSameName() {
		assertAccepted(this.node.signedUnder(this.node.header().replace("alg", "\\u0061lg")), true);
	}

	/** Customizers may add whatever JSON holds, within reason. */
	@Test
	void whatAHostAddsIsRead() {
		String open = JSONObjectUtils.toJSONString(this.node.perfect()).replaceFirst("}$", "");
		String added = "\"x\":{\"y\":[1,-2.5e3,null,true,\"\\ud83d\\ude00 \u00fc\"]},\"z\":[[[[[[]]]]]]";

		Jwt jwt = this.decoder.decode(this.node.signed(this.node.header(), " " + open + "," + added + "}\n"));

		assertThat(jwt.getClaimAsMap("x")).containsEntry("y",
				Arrays.asList(1L, -2500.0, null, true, "\ud83d\ude00 \u00fc"));
	}

	@Test
	void anExpiredTokenCanStillBeReadForALogout() {
		String token = this.node.issue();
		this.clock.advance(Duration.ofDays(3));

		assertThat(this.decoder.decodeExpired(token).getSubject()).isEqualTo(TestNode.ACCOUNT.toString());
		assertThatExceptionOfType(BadJwtException.class)
			.isThrownBy(() -> this.decoder.decodeExpired(token.substring(0, token.length() - 4) + "AAAA"));
		assertThatExceptionOfType(BadJwtException.class)
			.isThrownBy(() -> this.decoder.decodeExpired(claim("aud", "other")));
	}

	@Test
	void rulesOfTheHostAddUp() {
		OAuth2TokenValidator<Jwt> blueOnly = (jwt) -> "blue".equals(jwt.getClaimAsString("tenant"))
				? OAuth2TokenValidatorResult.success()
				: OAuth2TokenValidatorResult.failure(new OAuth2Error("x", "tenant is not blue", null));
		AccessTokenDecoder strict = new AccessTokenDecoder(this.node.verification(), SessionCheck.none(),
				List.of(blueOnly), this.clock);

		assertThat(strict.decode(this.node.issue())).isNotNull();
		assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> strict.decode(claim("tenant", "red")))
			.withMessage("The access token is not valid.")
			.withNoCause();
	}

	/** A rule of the host that cannot be asked is no verdict about the token. */
	@Test
	void aFailureOfTheHostsRulePassesThrough() {
		OAuth2TokenValidator<Jwt> failing = (jwt) -> {
			throw new IllegalStateException("down");
		};
		AccessTokenDecoder decoder = new AccessTokenDecoder(this.node.verification(), SessionCheck.none(),
				List.of(failing), this.clock);

		assertThatIllegalStateException().isThrownBy(() -> decoder.decode(this.node.issue())).withMessage("down");
	}

	// what a client sees comes from this exception
	@Test
	void springSecurityTellsTheClientNothing() {
		AuthenticationProvider provider = new JwtAuthenticationProvider(this.decoder);

		assertThatExceptionOfType(InvalidBearerTokenException.class)
			.isThrownBy(() -> provider.authenticate(new BearerTokenAuthenticationToken(claim("aud", "other"))))
			.satisfies((ex) -> assertThat(ex.getError().getDescription()).isEqualTo("The access token is not valid."))
			.satisfies((ex) -> assertThat(ex.getError().getErrorCode()).isEqualTo("invalid_token"));
	}

	private static JWKSource<SecurityContext> published(TestNode node) {
		return new ImmutableJWKSet<>(new JWKSet(node.keys.all().stream().map(PublishedKey::jwk).toList()));
	}

	private String claim(String name, Object value) {
		return this.node.signed((claims) -> claims.put(name, value));
	}

	private void assertAccepted(String token, boolean accepted) {
		Consumer<String> decode = this.decoder::decode;
		if (accepted) {
			decode.accept(token);
		}
		else {
			assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decode.accept(token));
		}
	}

}
