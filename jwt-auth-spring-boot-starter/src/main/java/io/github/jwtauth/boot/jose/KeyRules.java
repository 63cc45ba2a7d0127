package io.github.jwtauth.boot.jose;

import java.security.Key;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.token.SigningAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * What a key that a host brings must be (requirements ). Libraries accept
 * nearly anything, so every key passes here before it signs or verifies.
 */
final class KeyRules {

	static final String ALGORITHM_PROPERTY = "jwtauth.signing.algorithm";

	static final String LEGACY_PROPERTY = "jwtauth.signing.allow-legacy";

	/** It is written into headers and logs as it is. */
	private static final Pattern KID = Pattern.compile("[\\x21-\\x7e&&[^\"\\\\]]{1,256}");

	private static final byte[] PROBE = { 1, 2, 3 };

	private final SigningAlgorithm algorithm;

	private final boolean allowLegacy;

	/**
	 * Sets the rules.
	 * @param algorithm what is signed with
	 * @param allowLegacy whether RSASSA-PKCS1-v1_5 and RSA of 2048 bits may be used
	 * @throws InvalidPropertyException when the algorithm is a legacy one and those are
	 * not allowed
	 */
	KeyRules(SigningAlgorithm algorithm, boolean allowLegacy) {
		if (algorithm == SigningAlgorithm.RS256 && !allowLegacy) {
			throw new InvalidPropertyException(ALGORITHM_PROPERTY,
					"RS256 is signed with the padding of PKCS #1 v1.5, which current standards disallow",
					"use es256 or ps256, or set " + LEGACY_PROPERTY + "=true for verifiers that know nothing else");
		}
		this.algorithm = algorithm;
		this.allowLegacy = allowLegacy;
	}

	SigningAlgorithm algorithm() {
		return this.algorithm;
	}

	/**
	 * Judges a key.
	 * @param jwk what the host brings
	 * @return the key
	 * @throws UnfitKeyException when it must not be used
	 */
	TokenKey accept(JWK jwk) {
		String kid = jwk.getKeyID();
		if (kid == null || !KID.matcher(kid).matches()) {
			throw new UnfitKeyException("the key has no kid, or one that is not 1 to 256 printable characters",
					"give it one");
		}
		requirePurpose(jwk);
		SigningAlgorithm ofKey = algorithmOf(jwk);
		if (!ofKey.mixesWith(this.algorithm)) {
			throw new UnfitKeyException(
					"a key for " + ofKey + " does not mix with " + this.algorithm
							+ ": a shared secret and public keys verify side by side never safely",
					"use keys of one kind, and set " + ALGORITHM_PROPERTY + " to theirs");
		}
		if (ofKey == SigningAlgorithm.RS256 && !this.allowLegacy) {
			throw new UnfitKeyException("the key is for RS256",
					"set " + LEGACY_PROPERTY + "=true, or use it for PS256");
		}
		requireStrength(jwk);
		TokenKey key = convert(jwk, kid, ofKey);
		requirePair(key);
		return key;
	}

	private static void requirePurpose(JWK jwk) {
		if (jwk.getKeyUse() != null && !KeyUse.SIGNATURE.equals(jwk.getKeyUse())) {
			throw new UnfitKeyException("the key is for use '" + jwk.getKeyUse() + "', not 'sig'",
					"use a key that is for signatures only");
		}
		Set<KeyOperation> operations = jwk.getKeyOperations();
		if (operations != null && !operations.contains(KeyOperation.VERIFY)
				&& !(jwk.isPrivate() && operations.contains(KeyOperation.SIGN))) {
			throw new UnfitKeyException("the key_ops of the key contain neither sign nor verify",
					"use a key that is for signatures only");
		}
	}

	/** Its own word, or else what its type is used for. */
	private SigningAlgorithm algorithmOf(JWK jwk) {
		SigningAlgorithm usual = usualFor(jwk);
		if (jwk.getAlgorithm() == null) {
			return usual;
		}
		boolean rsa = jwk instanceof RSAKey;
		return Arrays.stream(SigningAlgorithm.values())
			.filter((candidate) -> candidate.name().equals(jwk.getAlgorithm().getName()))
			.filter((candidate) -> (candidate == usual)
					|| (rsa && (candidate == SigningAlgorithm.PS256 || candidate == SigningAlgorithm.RS256)))
			.findFirst()
			.orElseThrow(() -> new UnfitKeyException(
					"the key says that it is for " + jwk.getAlgorithm().getName() + ", and a key of type "
							+ jwk.getKeyType() + " signs with " + usual + " here",
					"use another key or correct its alg"));
	}

	private SigningAlgorithm usualFor(JWK jwk) {
		if (jwk instanceof ECKey) {
			return SigningAlgorithm.ES256;
		}
		if (jwk instanceof RSAKey) {
			return (this.algorithm == SigningAlgorithm.RS256) ? SigningAlgorithm.RS256 : SigningAlgorithm.PS256;
		}
		if (jwk instanceof OctetSequenceKey) {
			return SigningAlgorithm.HS256;
		}
		throw new UnfitKeyException("a key of type " + jwk.getKeyType() + " signs nothing here",
				"use P-256, RSA or a shared secret");
	}

	private static TokenKey convert(JWK jwk, String kid, SigningAlgorithm algorithm) {
		try {
			if (jwk instanceof AsymmetricJWK asymmetric) {
				return new TokenKey(kid, algorithm, asymmetric.toPublicKey(), signing(jwk, asymmetric));
			}
			Key secret = new SecretKeySpec(((OctetSequenceKey) jwk).toByteArray(), "HmacSHA256");
			return new TokenKey(kid, algorithm, secret, maySign(jwk) ? secret : null);
		}
		catch (JOSEException | IllegalArgumentException ex) {
			throw new UnfitKeyException("the members of the key make no key", "use another one");
		}
	}

	private static @Nullable Key signing(JWK jwk, AsymmetricJWK asymmetric) throws JOSEException {
		return maySign(jwk) ? asymmetric.toPrivateKey() : null;
	}

	private static boolean maySign(JWK jwk) {
		return jwk.isPrivate() && Optional.ofNullable(jwk.getKeyOperations())
			.map((operations) -> operations.contains(KeyOperation.SIGN))
			.orElse(true);
	}

	private void requireStrength(JWK jwk) {
		if (jwk instanceof RSAKey rsa) {
			KeyStrength.require(rsa.getModulus().decodeToBigInteger(), rsa.getPublicExponent().decodeToBigInteger(),
					this.allowLegacy);
		}
		else if (jwk instanceof OctetSequenceKey secret) {
			KeyStrength.require(secret.toByteArray());
		}
		else if (jwk instanceof ECKey ec && !Curve.P_256.equals(ec.getCurve())) {
			throw new UnfitKeyException("the curve of the key is " + ec.getCurve() + ", ES256 needs P-256",
					"make one with openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256");
		}
	}

	/** A token that its own public key refuses helps nobody. */
	private static void requirePair(TokenKey key) {
		Key signing = key.signing();
		if (signing == null) {
			return;
		}
		SignatureProvider jdk = SignatureProvider.jdk();
		boolean fits;
		try {
			byte[] signature = jdk.signer(key.algorithm(), signing).sign(PROBE);
			fits = jdk.verifier(key.algorithm(), key.verification()).verifies(PROBE, signature);
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			fits = false;
		}
		if (!fits) {
			throw new UnfitKeyException("the private half of the key does not belong to its public half",
					"use a pair that was made together");
		}
	}

}
