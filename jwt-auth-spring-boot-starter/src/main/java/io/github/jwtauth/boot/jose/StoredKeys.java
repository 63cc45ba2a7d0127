package io.github.jwtauth.boot.jose;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a key from a PKCS#12 key store (RFC 7292): a private key with its certificate, a
 * certificate alone, or a secret key.
 */
final class StoredKeys {

	private static final Logger logger = LoggerFactory.getLogger(StoredKeys.class);

	private StoredKeys() {
	}

	static JWK read(byte[] octets, @Nullable String password, @Nullable String alias) {
		char[] opener = (password != null) ? password.toCharArray() : new char[0];
		try {
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(new ByteArrayInputStream(octets), opener);
			return read(store, (alias != null) ? alias : onlyAlias(store), opener);
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new UnfitKeyException("the key store cannot be opened", "check its password and that it is PKCS#12");
		}
	}

	private static JWK read(KeyStore store, String alias, char[] opener) throws GeneralSecurityException {
		if (!store.containsAlias(alias)) {
			throw new UnfitKeyException("the key store has no entry '" + alias + "'",
					"use one of " + Collections.list(store.aliases()));
		}
		Key key = store.getKey(alias, opener);
		Certificate certificate = store.getCertificate(alias);
		if (certificate == null) {
			return new OctetSequenceKey.Builder(key.getEncoded()).build();
		}
		warnOfAge(alias, certificate);
		return PemKeys.jwk(certificate.getPublicKey(), (PrivateKey) key);
	}

	private static String onlyAlias(KeyStore store) throws GeneralSecurityException {
		List<String> aliases = Collections.list(store.aliases());
		if (aliases.size() != 1) {
			throw new UnfitKeyException("the key store has " + aliases.size() + " entries",
					"say which one: alias= one of " + aliases);
		}
		return aliases.get(0);
	}

	/** Verifiers of tokens look at keys, not at certificates, so this stops nobody. */
	private static void warnOfAge(String alias, Certificate certificate) {
		try {
			if (certificate instanceof X509Certificate x509) {
				x509.checkValidity();
			}
		}
		catch (CertificateExpiredException | CertificateNotYetValidException ex) {
			logger.warn("The certificate of the signing key '{}' is not valid now; the key is used all the same",
					alias);
		}
	}

}
