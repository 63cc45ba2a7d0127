package io.github.jwtauth.boot.jose;

import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;

/**
 * A public key, ready to verify. Nimbus verifies, also against degenerate signatures
 * (CVE-2022-21449).
 *
 * @param jwk public members only
 * @param header the only header of a token that this key signed
 * @param verifier the key in use; safe for many threads
 */
record PublishedKey(ECKey jwk, Map<String, Object> header, JWSVerifier verifier) {

	/** {@code typ} of RFC 9068 section 2.1, the only spelling that we write and read. */
	static final String TYPE = "at+jwt";

	/** {@code alg}; the server's decision, never the token's (requirement R-54). */
	static final JWSAlgorithm ALGORITHM = JWSAlgorithm.ES256;

	/** Octets of an ES256 signature, R and S (RFC 7518 section 3.4), in base64url. */
	static final int SIGNATURE_LENGTH = 86;

	private static final JWSHeader VERIFIED_HEADER = new JWSHeader(ALGORITHM);

	static PublishedKey of(ECKey key) {
		ECKey jwk = key.toPublicJWK();
		try {
			return new PublishedKey(jwk, Map.of("alg", ALGORITHM.getName(), "kid", jwk.getKeyID(), "typ", TYPE),
					new ECDSAVerifier(jwk));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("the key " + jwk.getKeyID() + " does not verify " + ALGORITHM, ex);
		}
	}

	boolean verifies(CompactJws token) {
		try {
			return this.verifier.verify(VERIFIED_HEADER, token.signingInput(), new Base64URL(token.signature()));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("this platform does not verify " + ALGORITHM, ex);
		}
	}

}
