package io.github.jwtauth.boot.jose;

import java.util.Map;

import com.nimbusds.jose.jwk.JWK;
import org.jspecify.annotations.Nullable;

/**
 * A key, ready to verify.
 *
 * @param key which one
 * @param jwk public members only; {@code null} for a secret, which is published to nobody
 * @param header the only header of a token that this key signed
 * @param signatureLength octets of its signatures
 * @param verifier the key in use; safe for many threads
 */
record PublishedKey(TokenKey key, @Nullable JWK jwk, Map<String, Object> header, int signatureLength,
		KeyVerifier verifier) {

	/** {@code typ} of RFC 9068 section 2.1, the only spelling that we write and read. */
	static final String TYPE = "at+jwt";

	static PublishedKey of(TokenKey key, SignatureProvider provider) {
		return new PublishedKey(key, key.published(),
				Map.of("alg", key.algorithm().name(), "kid", key.kid(), "typ", TYPE), key.signatureLength(),
				provider.verifier(key.algorithm(), key.verification()));
	}

	String kid() {
		return this.key.kid();
	}

	boolean verifies(CompactJws token) {
		return token.signature().length == this.signatureLength
				&& this.verifier.verifies(token.signingInput(), token.signature());
	}

}
