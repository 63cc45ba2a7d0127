package io.github.jwtauth.boot.jose;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
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
import java.util.regex.Matcher;
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

	private PemKeys() {
	}

	static JWK read(String text, @Nullable String password) {
		if (text.contains("PRIVATE KEY-----")) {
			PrivateKey key = privateKey(text, password);
			return jwk(publicHalfOf(key), key);
		}
		Matcher matcher = PUBLIC.matcher(text);
		if (matcher.find()) {
			return jwk(publicKey(Base64.getMimeDecoder().decode(matcher.group(1))), null);
		}
		if (text.contains("-----BEGIN CERTIFICATE-----")) {
			return jwk(PemContent.of(text).getCertificates().get(0).getPublicKey(), null);
		}
		throw new UnfitKeyException("the PEM text holds neither a private nor a public key nor a certificate",
				"convert it with openssl pkcs8 -topk8 or openssl pkey -pubout");
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
