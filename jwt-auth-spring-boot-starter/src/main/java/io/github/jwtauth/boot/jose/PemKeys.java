package io.github.jwtauth.boot.jose;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.pem.PemContent;

/**
 * Reads a key from PEM (RFC 7468): a private key (PKCS#8, encrypted or not, and the older
 * forms of openssl), from which the public one follows, or a public key or certificate.
 */
final class PemKeys {

	private static final Pattern PUBLIC = Pattern
		.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

	private static final Pattern PRIVATE = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----");

	private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";

	private PemKeys() {
	}

	/**
	 * Reads the only key there is. Of two, nobody could tell which one signs, and a key
	 * that only verifies would be forgotten in silence. The halves of one pair are one
	 * key.
	 */
	static JWK read(String text, @Nullable String password) {
		List<PublicKey> publicKeys = publicKeys(text);
		if (text.contains("PRIVATE KEY-----")) {
			PrivateKey key = privateKey(text, password);
			PublicKey own = publicHalfOf(key);
			List<PublicKey> certified = certified(text);
			requireOne(PRIVATE.matcher(text).results().count() <= 1 && publicKeys.stream().allMatch(own::equals)
					&& (certified.isEmpty() || certified.contains(own)));
			return jwk(own, key);
		}
		if (!publicKeys.isEmpty()) {
			requireOne(publicKeys.stream().distinct().count() == 1);
			return jwk(publicKeys.get(0), null);
		}
		if (text.contains(CERTIFICATE)) {
			return jwk(certified(text).get(0), null);
		}
		throw new UnfitKeyException("the PEM text holds neither a private nor a public key nor a certificate",
				"convert it with openssl pkcs8 -topk8 or openssl pkey -pubout");
	}

	private static void requireOne(boolean one) {
		if (!one) {
			throw new UnfitKeyException("the PEM text holds more than one key", "give each key an entry of its own");
		}
	}

	private static List<PublicKey> publicKeys(String text) {
		return PUBLIC.matcher(text)
			.results()
			.map((block) -> publicKey(Base64.getMimeDecoder().decode(block.group(1))))
			.toList();
	}

	/** The first one's, and then those of whoever issued it. */
	private static List<PublicKey> certified(String text) {
		if (!text.contains(CERTIFICATE)) {
			return List.of();
		}
		try {
			return PemContent.of(text).getCertificates().stream().map(X509Certificate::getPublicKey).toList();
		}
		catch (RuntimeException ex) {
			throw new UnfitKeyException("the certificate cannot be read", "check it, or give the key alone");
		}
	}

	/** A pair, or a public key alone. */
	static JWK jwk(PublicKey publicKey, @Nullable PrivateKey privateKey) {
		try {
			if (publicKey instanceof ECPublicKey ec) {
				ECKey.Builder builder = new ECKey.Builder(KeyReader.curveOf(ec), ec);
				return ((privateKey != null) ? builder.privateKey(privateKey) : builder).build();
			}
			if (publicKey instanceof RSAPublicKey rsa) {
				RSAKey.Builder builder = new RSAKey.Builder(rsa);
				return ((privateKey != null) ? builder.privateKey(privateKey) : builder).build();
			}
		}
		catch (IllegalStateException | IllegalArgumentException ex) {
			throw new UnfitKeyException("the point of the key is not on its curve", "use another key");
		}
		throw new UnfitKeyException("a key of type " + publicKey.getAlgorithm() + " signs nothing here",
				"use P-256, RSA or a shared secret");
	}

	private static PrivateKey privateKey(String text, @Nullable String password) {
		if (text.contains("BEGIN ENCRYPTED PRIVATE KEY") && password == null) {
			throw new UnfitKeyException("the private key is encrypted", "give its password");
		}
		try {
			List<PrivateKey> none = List.of();
			PrivateKey key = PemContent.of(text).getPrivateKey(password);
			return (key != null) ? key : none.get(0);
		}
		catch (RuntimeException ex) {
			throw new UnfitKeyException(
					(password != null) ? "the private key cannot be read with this password"
							: "the private key cannot be read",
					"check it, or convert it with openssl pkcs8 -topk8 -nocrypt");
		}
	}

	private static PublicKey publicKey(byte[] der) {
		for (String algorithm : List.of("EC", "RSA")) {
			try {
				return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
			}
			catch (GeneralSecurityException ex) {
				// then it is of the other type
			}
		}
		throw new UnfitKeyException("the public key is neither EC nor RSA, or not on its curve",
				"use P-256, RSA or a shared secret");
	}

	private static PublicKey publicHalfOf(PrivateKey key) {
		try {
			if (key instanceof RSAPrivateCrtKey rsa) {
				return KeyFactory.getInstance("RSA")
					.generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
			}
			if (key instanceof ECPrivateKey ec && ec.getParams().getOrder().equals(p256().getOrder())) {
				return KeyFactory.getInstance("EC").generatePublic(publicSpec(ec));
			}
		}
		catch (GeneralSecurityException | IllegalArgumentException ex) {
			throw new UnfitKeyException("the private key makes no pair", "use another one");
		}
		throw new UnfitKeyException("the private key is neither RSA nor EC on the curve P-256",
				"make one with openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256");
	}

	private static ECPublicKeySpec publicSpec(ECPrivateKey key) {
		org.bouncycastle.math.ec.ECPoint point = CustomNamedCurves.getByName("P-256")
			.getG()
			.multiply(key.getS())
			.normalize();
		BigInteger x = point.getAffineXCoord().toBigInteger();
		BigInteger y = point.getAffineYCoord().toBigInteger();
		return new ECPublicKeySpec(new ECPoint(x, y), key.getParams());
	}

	private static java.security.spec.ECParameterSpec p256() {
		return com.nimbusds.jose.jwk.Curve.P_256.toECParameterSpec();
	}

}
