package io.github.jwtauth.boot.jose;

import java.util.List;
import java.util.Objects;

import io.github.jwtauth.Secret;
import io.github.jwtauth.token.AccessTokenClaims;
import io.github.jwtauth.token.AccessTokenEncoder;
import io.github.jwtauth.token.SigningAlgorithm;

import org.springframework.security.oauth2.jose.jws.JwsAlgorithm;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;

/**
 * Signs through an encoder of the host, which decides about the key and names it in the
 * header itself.
 */
final class JwtEncoderAccessTokenEncoder implements AccessTokenEncoder {

	private final JwtEncoder encoder;

	private final JwsAlgorithm algorithm;

	JwtEncoderAccessTokenEncoder(JwtEncoder encoder, SigningAlgorithm algorithm) {
		this.encoder = encoder;
		this.algorithm = algorithm.isSymmetric() ? MacAlgorithm.HS256
				: Objects.requireNonNull(SignatureAlgorithm.from(algorithm.name()), "known to Spring Security");
	}

	@Override
	public Secret encode(AccessTokenClaims claims) {
		JwsHeader header = JwsHeader.with(this.algorithm).type(PublishedKey.TYPE).build();
		return Secret.of(this.encoder.encode(JwtEncoderParameters.from(header, claimsSet(claims))).getTokenValue());
	}

	private static JwtClaimsSet claimsSet(AccessTokenClaims claims) {
		JwtClaimsSet.Builder set = JwtClaimsSet.builder();
		claims.additional().forEach(set::claim);
		if (!claims.amrTimes().isEmpty()) {
			set.claim("amr_times", claims.amrTimes());
		}
		return set.issuer(claims.issuer())
			.subject(claims.subject())
			.audience(List.of(claims.audience()))
			.issuedAt(claims.issuedAt())
			.expiresAt(ClaimsJson.expiresAt(claims))
			.id(claims.tokenId())
			.claim("client_id", claims.clientId())
			.claim("sid", claims.sessionId())
			.claim("auth_time", claims.authenticatedAt().getEpochSecond())
			.claim("amr", claims.amr())
			.claim("roles", claims.roles())
			.claim("email_verified", claims.emailVerified())
			.build();
	}

}
