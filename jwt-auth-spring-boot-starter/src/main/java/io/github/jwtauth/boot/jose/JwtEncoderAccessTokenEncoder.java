package io.github.jwtauth.boot.jose;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.jwtauth.Secret;
import io.github.jwtauth.token.AccessTokenClaims;
import io.github.jwtauth.token.AccessTokenEncoder;

import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;

/**
 * Signs through Spring Security's encoder, ours or the host's.
 */
final class JwtEncoderAccessTokenEncoder implements AccessTokenEncoder {

	private final JwtEncoder encoder;

	private final Supplier<Optional<String>> keyId;

	/**
	 * Connects.
	 * @param encoder what signs
	 * @param keyId which of its keys, or empty when the encoder decides and names the key
	 * in the header itself
	 */
	JwtEncoderAccessTokenEncoder(JwtEncoder encoder, Supplier<Optional<String>> keyId) {
		this.encoder = encoder;
		this.keyId = keyId;
	}

	@Override
	public Secret encode(AccessTokenClaims claims) {
		JwsHeader.Builder header = JwsHeader.with(SignatureAlgorithm.ES256).type(PublishedKey.TYPE);
		this.keyId.get().ifPresent(header::keyId);
		return Secret
			.of(this.encoder.encode(JwtEncoderParameters.from(header.build(), claimsSet(claims))).getTokenValue());
	}

	private static JwtClaimsSet claimsSet(AccessTokenClaims claims) {
		JwtClaimsSet.Builder set = JwtClaimsSet.builder();
		claims.additional().forEach(set::claim);
		return set.issuer(claims.issuer())
			.subject(claims.subject())
			.audience(List.of(claims.audience()))
			.issuedAt(claims.issuedAt())
			.expiresAt(expiresAt(claims))
			.id(claims.tokenId())
			.claim("client_id", claims.clientId())
			.claim("sid", claims.sessionId())
			.claim("auth_time", claims.authenticatedAt().getEpochSecond())
			.claim("amr", claims.amr())
			.claim("roles", claims.roles())
			.claim("email_verified", claims.emailVerified())
			.build();
	}

	/**
	 * In the last second of a session no whole second is left, and Spring Security
	 * refuses to make a token that expires when it is issued. It gets the second that has
	 * begun, which is far less than verifiers allow for clocks.
	 */
	private static Instant expiresAt(AccessTokenClaims claims) {
		return claims.expiresAt().isAfter(claims.issuedAt()) ? claims.expiresAt() : claims.issuedAt().plusSeconds(1);
	}

}
