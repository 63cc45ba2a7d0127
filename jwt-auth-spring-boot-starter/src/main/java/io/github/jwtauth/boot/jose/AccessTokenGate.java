package io.github.jwtauth.boot.jose;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a token must look like before anybody computes with it, cheapest rule first. The
 * header has exactly the members {@code alg}, {@code kid} and {@code typ}: whatever else
 * one could say there ({@code jwk}, {@code jku}, {@code crit}, {@code b64}, {@code zip})
 * has hurt somebody (requirement R-55, J-01 to J-31).
 */
final class AccessTokenGate {

	private static final int HEADER_MEMBERS = 3;

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
		if (jws.signature().length() != PublishedKey.SIGNATURE_LENGTH) {
			throw new InvalidAccessTokenException("signature length");
		}
		Map<String, @Nullable Object> claims = TokenJson.object(jws.payload(), "payload");
		if (!key.verifies(jws)) {
			throw new InvalidAccessTokenException("signature");
		}
		if (header != this.lastHeader) {
			this.lastHeader = header;
		}
		return new SignedClaims(token, key.header(), claims);
	}

	private KnownHeader header(String token, CompactJws jws) {
		KnownHeader last = this.lastHeader;
		if (last != null && token.startsWith(last.prefix())) {
			return last;
		}
		Map<String, @Nullable Object> header = TokenJson.object(jws.header(), "header");
		if (header.size() != HEADER_MEMBERS || !PublishedKey.ALGORITHM.getName().equals(header.get("alg"))
				|| !PublishedKey.TYPE.equals(header.get("typ")) || !(header.get("kid") instanceof String kid)) {
			throw new InvalidAccessTokenException("header");
		}
		return new KnownHeader(token.substring(0, token.indexOf('.') + 1), kid);
	}

	/**
	 * The header that nearly all tokens have, because one key signs at a time: it was
	 * read before and need not be read again. Only one that somebody with our key has
	 * signed is kept. Whether the key still verifies is asked every time.
	 *
	 * @param prefix the segment and its dot
	 * @param kid the key that it names
	 */
	private record KnownHeader(String prefix, String kid) {

	}

	/**
	 * What one of our keys has signed; not yet known to be an access token.
	 *
	 * @param token the compact form
	 * @param header the protected header
	 * @param claims the payload, owned by the caller
	 */
	record SignedClaims(String token, Map<String, Object> header, Map<String, @Nullable Object> claims) {

		/** The token stays out of logs. */
		@Override
		public String toString() {
			return "SignedClaims[***]";
		}

	}

}
