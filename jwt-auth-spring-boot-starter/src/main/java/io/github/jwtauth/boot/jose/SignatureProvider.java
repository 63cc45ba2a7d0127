package io.github.jwtauth.boot.jose;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.Provider;
import java.security.Security;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.token.SigningAlgorithm;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What computes our signatures. A provider chosen here is handed to each of our own
 * signers and verifiers and never installed: the JVM's list of providers belongs to the
 * host.
 */
final class SignatureProvider {

	static final String PROPERTY = "jwtauth.signing.provider";

	private static final Logger logger = LoggerFactory.getLogger(SignatureProvider.class);

	private static final String AUTO = "auto";

	private static final String JDK = "jdk";

	private final @Nullable Provider provider;

	private SignatureProvider(@Nullable Provider provider) {
		this.provider = provider;
	}

	/**
	 * What the JVM has installed, in its order.
	 * @return no provider of its own
	 */
	static SignatureProvider jdk() {
		return new SignatureProvider(null);
	}

	/**
	 * Chooses.
	 * @param name {@code auto}, {@code jdk} or the name of a provider
	 * @param algorithm what it must be able to do
	 * @return what computes
	 * @throws InvalidPropertyException when there is no provider of that name, or it
	 * cannot do the algorithm
	 */
	static SignatureProvider named(String name, SigningAlgorithm algorithm) {
		if (JDK.equalsIgnoreCase(name)) {
			return jdk();
		}
		if (AUTO.equalsIgnoreCase(name)) {
			Provider corretto = CorrettoProvider.find();
			return new SignatureProvider(corretto);
		}
		Provider provider = find(name);
		if (provider == null) {
			throw new InvalidPropertyException(PROPERTY, "there is no security provider '" + name + "'",
					"add its jar to the class path, or use 'auto' or 'jdk'");
		}
		if (!Jca.isOffered(provider, algorithm)) {
			throw new InvalidPropertyException(PROPERTY, "the security provider '" + name + "' has no " + algorithm,
					"use 'auto' or 'jdk', or another " + KeyRules.ALGORITHM_PROPERTY);
		}
		return new SignatureProvider(provider);
	}

	/**
	 * Connects a key.
	 * @param algorithm of the key
	 * @param key private key or secret
	 * @return signs with it
	 */
	KeySigner signer(SigningAlgorithm algorithm, Key key) {
		return connect((provider) -> Jca.signer(algorithm, key, provider), algorithm);
	}

	/**
	 * Connects a key.
	 * @param algorithm of the key
	 * @param key public key or secret
	 * @return verifies with it
	 */
	KeyVerifier verifier(SigningAlgorithm algorithm, Key key) {
		return connect((provider) -> Jca.verifier(algorithm, key, provider), algorithm);
	}

	/** A key that lives in another provider, an HSM for example, signs there. */
	private <T> T connect(Connection<T> connection, SigningAlgorithm algorithm) {
		if (this.provider != null) {
			try {
				return connection.with(this.provider);
			}
			catch (GeneralSecurityException | RuntimeException ex) {
				logger.info("{} does not take a key for {}, the JVM's own providers do: {}", this.provider.getName(),
						algorithm, ex.getMessage());
			}
		}
		try {
			return connection.with(null);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalArgumentException("the platform does not take the key for " + algorithm, ex);
		}
	}

	private static @Nullable Provider find(String name) {
		Provider installed = Security.getProvider(name);
		if (installed != null) {
			return installed;
		}
		try {
			for (Provider provider : ServiceLoader.load(Provider.class, SignatureProvider.class.getClassLoader())) {
				if (provider.getName().equals(name)) {
					return provider;
				}
			}
		}
		catch (ServiceConfigurationError ex) {
			logger.debug("Not all security providers of the class path could be asked for their name", ex);
		}
		return null;
	}

	@Override
	public String toString() {
		return (this.provider != null) ? this.provider.getName() : JDK;
	}

	/**
	 * A key under a provider.
	 *
	 * @param <T> signer or verifier
	 */
	private interface Connection<T> {

		T with(@Nullable Provider provider) throws GeneralSecurityException;

	}

}
