package io.github.jwtauth.boot.jose;

import java.security.Key;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import io.github.jwtauth.token.SigningAlgorithm;
import io.github.jwtauth.token.SigningKey;
import org.jspecify.annotations.Nullable;

/**
 * A key of access tokens, wherever it comes from.
 *
 * @param kid the name that tokens give it
 * @param algorithm the only one that it signs with (requirement R-54)
 * @param verification public key, or the secret of a symmetric algorithm
 * @param signing private key or the same secret; {@code null} for one that only verifies
 */
record TokenKey(String kid, SigningAlgorithm algorithm, Key verification, @Nullable Key signing) {

	static TokenKey of(SigningKey generated) {
		return new TokenKey(generated.kid(), generated.algorithm(), generated.verification(), generated.signing());
	}

	/**
	 * What the world may know of it.
	 * @return the public members, or {@code null} for a secret
	 */
	@Nullable JWK published() {
		JWSAlgorithm name = JWSAlgorithm.parse(this.algorithm.name());
		if (this.verification instanceof ECPublicKey ec) {
			return new ECKey.Builder(Curve.P_256, ec).keyID(this.kid).keyUse(KeyUse.SIGNATURE).algorithm(name).build();
		}
		if (this.verification instanceof RSAPublicKey rsa) {
			return new RSAKey.Builder(rsa).keyID(this.kid).keyUse(KeyUse.SIGNATURE).algorithm(name).build();
		}
		return null;
	}

	/**
	 * Octets of a signature.
	 * @return the only length that a signature of this key has (RFC 7518 section 3)
	 */
	int signatureLength() {
		if (this.verification instanceof RSAPublicKey rsa) {
			return (rsa.getModulus().bitLength() + Byte.SIZE - 1) / Byte.SIZE;
		}
		return this.algorithm.isSymmetric() ? 32 : 64;
	}

	/** Keys stay out of logs. */
	@Override
	public String toString() {
		return "TokenKey[kid=" + this.kid + ", algorithm=" + this.algorithm + "]";
	}

}
