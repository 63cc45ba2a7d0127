package io.github.jwtauth.boot.jose;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.spec.ECGenParameterSpec;

import io.github.jwtauth.token.SigningAlgorithm;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Amazon Corretto Crypto Provider: ES256 about an order of magnitude faster than the JDK.
 * Optional; a host adds its jar, for its platform.
 */
final class CorrettoProvider {

	private static final Logger logger = LoggerFactory.getLogger(CorrettoProvider.class);

	private static final String TYPE = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

	private CorrettoProvider() {
	}

	/**
	 * Looks for it.
	 * @return a provider that is in order, or {@code null} when there is none
	 */
	static @Nullable Provider find() {
		return find(TYPE);
	}

	static @Nullable Provider find(String typeName) {
		try {
			Class<?> type = Class.forName(typeName, true, CorrettoProvider.class.getClassLoader());
			Provider provider = (Provider) type.getField("INSTANCE").get(null);
			// throws when the native library was not loaded or failed its tests
			type.getMethod("assertHealthy").invoke(provider);
			requireAgreement(provider);
			logger.info("Access tokens are signed and verified by {} {}", provider.getName(), provider.getVersionStr());
			return provider;
		}
		catch (ClassNotFoundException ex) {
			return null;
		}
		catch (Exception | LinkageError ex) {
			logger.warn("The Amazon Corretto Crypto Provider is on the class path, but does not work here. Access"
					+ " tokens are signed and verified by the JDK", ex);
			return null;
		}
	}

	/** Each accepts what the other signs. */
	private static void requireAgreement(Provider provider) throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
		generator.initialize(new ECGenParameterSpec("secp256r1"));
		KeyPair pair = generator.generateKeyPair();
		byte[] input = { 1 };
		SigningAlgorithm es256 = SigningAlgorithm.ES256;
		if (!Jca.verifier(es256, pair.getPublic(), null)
			.verifies(input, Jca.signer(es256, pair.getPrivate(), provider).sign(input))
				|| !Jca.verifier(es256, pair.getPublic(), provider)
					.verifies(input, Jca.signer(es256, pair.getPrivate(), null).sign(input))) {
			throw new GeneralSecurityException("it and the JDK do not agree about a signature");
		}
	}

}
