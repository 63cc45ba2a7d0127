package io.github.jwtauth.boot.jose;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

import javax.crypto.Mac;

import io.github.jwtauth.token.SigningAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * The algorithms of RFC 7518 section 3 in the words of the JCA, which writes their
 * signatures in the same form.
 */
final class Jca {

	private static final PSSParameterSpec PSS = new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32,
			PSSParameterSpec.TRAILER_FIELD_BC);

	/** R and S one after the other, as the JDK calls it, and as Bouncy Castle does. */
	private static final String P1363 = "SHA256withECDSAinP1363Format";

	private static final String PLAIN = "SHA256withPLAIN-ECDSA";

	private Jca() {
	}

	static KeySigner signer(SigningAlgorithm algorithm, Key key, @Nullable Provider provider)
			throws GeneralSecurityException {
		if (algorithm.isSymmetric()) {
			Idle<Mac> macs = macs(key, provider);
			return (input) -> mac(macs, input);
		}
		Idle<Signature> signatures = new Idle<>(() -> {
			Signature signature = signature(algorithm, provider);
			signature.initSign((PrivateKey) key);
			return withParameters(signature, algorithm);
		});
		return (input) -> sign(signatures, input);
	}

	static KeyVerifier verifier(SigningAlgorithm algorithm, Key key, @Nullable Provider provider)
			throws GeneralSecurityException {
		if (algorithm.isSymmetric()) {
			Idle<Mac> macs = macs(key, provider);
			return (input, signature) -> MessageDigest.isEqual(mac(macs, input), signature);
		}
		Idle<Signature> signatures = new Idle<>(() -> {
			Signature signature = signature(algorithm, provider);
			signature.initVerify((PublicKey) key);
			return withParameters(signature, algorithm);
		});
		KeyVerifier verifier = (input, signature) -> verifies(signatures, input, signature);
		return (algorithm == SigningAlgorithm.ES256)
				? (input, signature) -> P256Order.holds(signature) && verifier.verifies(input, signature) : verifier;
	}

	static boolean isOffered(Provider provider, SigningAlgorithm algorithm) {
		return provider.getService(algorithm.isSymmetric() ? "Mac" : "Signature", name(algorithm, provider)) != null;
	}

	private static Signature signature(SigningAlgorithm algorithm, @Nullable Provider provider)
			throws GeneralSecurityException {
		return (provider != null) ? Signature.getInstance(name(algorithm, provider), provider)
				: Signature.getInstance(name(algorithm, null));
	}

	private static Signature withParameters(Signature signature, SigningAlgorithm algorithm)
			throws GeneralSecurityException {
		if (algorithm == SigningAlgorithm.PS256) {
			signature.setParameter(PSS);
		}
		return signature;
	}

	private static String name(SigningAlgorithm algorithm, @Nullable Provider provider) {
		return switch (algorithm) {
			case ES256 -> (provider != null && provider.getService("Signature", P1363) == null) ? PLAIN : P1363;
			case PS256 -> "RSASSA-PSS";
			case RS256 -> "SHA256withRSA";
			case HS256 -> "HmacSHA256";
		};
	}

	private static byte[] sign(Idle<Signature> signatures, byte[] input) {
		try {
			return signatures.use((signature) -> {
				signature.update(input);
				return signature.sign();
			});
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("the signing key does not sign", ex);
		}
	}

	/** A signature that cannot even be read is a wrong one. */
	private static boolean verifies(Idle<Signature> signatures, byte[] input, byte[] presented) {
		try {
			return signatures.use((signature) -> {
				signature.update(input);
				return signature.verify(presented);
			});
		}
		catch (SignatureException ex) {
			return false;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("the key does not verify", ex);
		}
	}

	private static Idle<Mac> macs(Key key, @Nullable Provider provider) throws GeneralSecurityException {
		String name = name(SigningAlgorithm.HS256, provider);
		return new Idle<>(() -> {
			Mac mac = (provider != null) ? Mac.getInstance(name, provider) : Mac.getInstance(name);
			mac.init(key);
			return mac;
		});
	}

	private static byte[] mac(Idle<Mac> macs, byte[] input) {
		try {
			return macs.use((mac) -> mac.doFinal(input));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("the shared secret does not sign", ex);
		}
	}

}
