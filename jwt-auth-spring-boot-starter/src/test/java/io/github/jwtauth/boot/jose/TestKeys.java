package io.github.jwtauth.boot.jose;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Keys in every form in which a host may have them. Pairs are made once per size, because
 * RSA takes its time.
 */
public final class TestKeys {

	private static final Map<String, KeyPair> PAIRS = new ConcurrentHashMap<>();

	private TestKeys() {
	}

	public static KeyPair p256(String name) {
		return PAIRS.computeIfAbsent("EC secp256r1 " + name, (key) -> generate("secp256r1"));
	}

	static KeyPair ec(String curve) {
		return PAIRS.computeIfAbsent("EC " + curve, (key) -> generate(curve));
	}

	static KeyPair rsa(int bits) {
		return PAIRS.computeIfAbsent("RSA " + bits, (key) -> {
			try {
				KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
				generator.initialize(bits);
				return generator.generateKeyPair();
			}
			catch (GeneralSecurityException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	static ECKey jwk(String kid) {
		return new ECKey.Builder(Curve.P_256, (ECPublicKey) p256(kid).getPublic()).privateKey(p256(kid).getPrivate())
			.keyID(kid)
			.build();
	}

	static RSAKey rsaJwk(int bits) {
		return new RSAKey.Builder((RSAPublicKey) rsa(bits).getPublic()).privateKey(rsa(bits).getPrivate())
			.keyID("rsa-" + bits)
			.build();
	}

	/** 32 octets that look random and are always the same. */
	static OctetSequenceKey secretJwk() {
		byte[] secret = Base64.getUrlDecoder().decode("SeFAHtbk5T4hJcY0sl3pZ9qo5FOlb3mzwmKpLLrt2aY");
		return new OctetSequenceKey.Builder(secret).keyID("secret-1").build();
	}

	static String pem(String label, byte[] der) {
		return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(der)
				+ "\n-----END " + label + "-----\n";
	}

	public static String pem(PrivateKey key) {
		return pem("PRIVATE KEY", key.getEncoded());
	}

	/** The form inside of PKCS#8: PKCS#1 or SEC1, as older tools write it. */
	static byte[] bare(PrivateKey key) throws Exception {
		return PrivateKeyInfo.getInstance(key.getEncoded()).parsePrivateKey().toASN1Primitive().getEncoded();
	}

	/** SEC1 as openssl writes it: the curve stands inside. */
	static byte[] sec1(PrivateKey key) throws Exception {
		PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
		org.bouncycastle.asn1.sec.ECPrivateKey bare = org.bouncycastle.asn1.sec.ECPrivateKey
			.getInstance(info.parsePrivateKey());
		return new org.bouncycastle.asn1.sec.ECPrivateKey(256, bare.getKey(),
				info.getPrivateKeyAlgorithm().getParameters())
			.getEncoded();
	}

	static byte[] encrypted(PrivateKey key, String password) throws Exception {
		String algorithm = "PBEWithHmacSHA256AndAES_256";
		SecretKey secret = SecretKeyFactory.getInstance(algorithm)
			.generateSecret(new PBEKeySpec(password.toCharArray()));
		Cipher cipher = Cipher.getInstance(algorithm);
		cipher.init(Cipher.ENCRYPT_MODE, secret);
		AlgorithmParameters parameters = AlgorithmParameters.getInstance("PBES2");
		parameters.init(cipher.getParameters().getEncoded());
		return new EncryptedPrivateKeyInfo(parameters, cipher.doFinal(key.getEncoded())).getEncoded();
	}

	public static byte[] keyStore(String password, Map<String, KeyPair> pairs) throws Exception {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		for (Map.Entry<String, KeyPair> entry : pairs.entrySet()) {
			KeyPair pair = entry.getValue();
			store.setKeyEntry(entry.getKey(), pair.getPrivate(), password.toCharArray(),
					new Certificate[] { certificate(pair, Instant.now().plus(Duration.ofDays(365))) });
		}
		return octets(store, password);
	}

	static byte[] secretStore(String password) throws Exception {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		store.setKeyEntry("secret", new SecretKeySpec(secretJwk().toByteArray(), "HmacSHA256"), password.toCharArray(),
				null);
		return octets(store, password);
	}

	static Certificate certificate(KeyPair pair, Instant notAfter) throws Exception {
		AlgorithmIdentifier algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
		V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
		generator.setSerialNumber(new ASN1Integer(BigInteger.ONE));
		generator.setSignature(algorithm);
		generator.setIssuer(new X500Name("CN=test"));
		generator.setSubject(new X500Name("CN=test"));
		generator.setStartDate(new Time(Date.from(notAfter.minus(Duration.ofDays(400)))));
		generator.setEndDate(new Time(Date.from(notAfter)));
		generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
		TBSCertificate content = generator.generateTBSCertificate();
		Signature signature = Signature.getInstance("SHA256withECDSA");
		signature.initSign(p256("authority").getPrivate());
		signature.update(content.getEncoded());
		ASN1EncodableVector parts = new ASN1EncodableVector();
		parts.add(content);
		parts.add(algorithm);
		parts.add(new DERBitString(signature.sign()));
		return CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(new DERSequence(parts).getEncoded()));
	}

	static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] octets(KeyStore store, String password) throws Exception {
		ByteArrayOutputStream octets = new ByteArrayOutputStream();
		store.store(octets, password.toCharArray());
		return octets.toByteArray();
	}

	private static KeyPair generate(String curve) {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec(curve));
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
