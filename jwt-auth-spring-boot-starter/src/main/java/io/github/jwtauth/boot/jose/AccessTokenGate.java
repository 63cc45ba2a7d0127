package io.github.jwtauth.boot.jose;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.jwtauth.token.SigningAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * What a token must look like before anybody computes with it, cheapest rule first. The
 * header has exactly the members {@code alg}, {@code kid} and {@code typ}: whatever else
 * one could say there ({@code jwk}, {@code jku}, {@code crit}, {@code b64}, {@code zip})
 * has hurt somebody (requirement R-55, J-01 to J-31).
 */
final class AccessTokenGate {

	private static final int HEADER_MEMBERS = 3;

	private static final Set<String> ALGORITHMS = Arrays.stream(SigningAlgorithm.values())
		.map(SigningAlgorithm::name)
		.collect(Collectors.toUnmodifiableSet());

	private final PublishedKeys keys;

	private volatile @Nullable KnownHeader lastHeader;

	AccessTokenGate(PublishedKeys keys) {
		this.keys = keys;
	}

	/**
	 * Reads a token and verifies its signature.
	 * @param token whatever somebody presented
	 * @return what one of our keys has signed
	 * @throws InvalidAccessTokenException when it has not
	 */
	SignedClaims open(String token) {
		CompactJws jws = CompactJws.parse(token);
		KnownHeader header = header(token, jws);
		PublishedKey key = this.keys.find(header.kid());
		if (key == null) {
			throw new InvalidAccessTokenException("kid");
		}
		// the key's, never the token's choice (requirement R-54)
		if (!key.key().algorithm().name().equals(header.algorithm())) {
			throw new InvalidAccessTokenException("header");
		}
		if (jws.signature().length != key.signatureLength()) {
			throw new InvalidAccessTokenException("signature length");
		}
		Map<String, @Nullable Object> claims = TokenJson.object(jws.payload(), "payload");
		if (!key.verifies(jws)) {
			throw new InvalidAccessTokenException("signature");
		}
		if (header != this.lastHeader) {
			this.lastHeader = header;
		}
		return new SignedClaims(token, key, claims);
	}

	private KnownHeader header(String token, CompactJws jws) {
		KnownHeader last = this.lastHeader;
		if (last != null && token.startsWith(last.prefix())) {
			return last;
		}
		Map<String, @Nullable Object> header = TokenJson.object(jws.header(), "header");
		if (header.size() != HEADER_MEMBERS || !PublishedKey.TYPE.equals(header.get("typ"))
				|| !(header.get("alg") instanceof String algorithm) || !ALGORITHMS.contains(algorithm)
				|| !(header.get("kid") instanceof String kid)) {
			throw new InvalidAccessTokenException("header");
		}
		return new KnownHeader(token.substring(0, token.indexOf('.') + 1), kid, algorithm);
	}

	/**
	 * The header that nearly all tokens have, because one key signs at a time: it was
	 * read before and need not be read again. Only one that somebody with our key has
	 * signed is kept. Whether the key still verifies is asked every time.
	 *
	 * @param prefix the segment and its dot
	 * @param kid the key that it names
	 * @param algorithm the algorithm that it names
	 */
	private record KnownHeader(String prefix, String kid, String algorithm) {

	}

	/**
	 * What one of our keys has signed; not yet known to be an access token.
	 *
	 * @param token the compact form
	 * @param key which one
	 * @param claims the payload, owned by the caller
	 */
	record SignedClaims(String token, PublishedKey key, Map<String, @Nullable Object> claims) {

		/** The token stays out of logs. */
		@Override
		public String toString() {
			return "SignedClaims[***]";
		}

	}

}
