package io.github.jwtauth.boot.jose;

import java.time.Duration;
import java.util.List;

import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.token.KeyRotationSettings;
import io.github.jwtauth.token.SigningAlgorithm;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How access tokens are signed and verified.
 *
 * @param signing Signing of access tokens.
 * @param accessToken Access tokens.
 */
@ConfigurationProperties("jwtauth")
record JoseProperties(@DefaultValue Signing signing, @DefaultValue AccessToken accessToken) {

	/**
	 * Signing.
	 *
	 * @param algorithm Algorithm that access tokens are signed with.
	 * @param allowLegacy Whether RS256 and RSA keys of 2048 bits may be used, for
	 * verifiers that know nothing else.
	 * @param rotationInterval How long a generated key signs before its successor does:
	 * two days to a year.
	 * @param keys Keys to use instead of generated ones. The first one signs, all of them
	 * verify. Each has a 'location' or a 'content', and where needed 'password', 'alias'
	 * and 'kid'.
	 * @param provider What computes signatures: 'jdk' is what the JVM has installed,
	 * 'auto' prefers the Amazon Corretto Crypto Provider when it is on the class path,
	 * any other value is the name of a security provider.
	 */
	record Signing(@DefaultValue("es256") SigningAlgorithm algorithm, @DefaultValue("false") boolean allowLegacy,
			@DefaultValue("90d") Duration rotationInterval, @DefaultValue List<KeyEntry> keys,
			@DefaultValue("auto") String provider) {

		/** How long tokens live makes no difference to which intervals there are. */
		private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(15);

		Signing {
			keys = List.copyOf(keys);
			new KeyRules(algorithm, allowLegacy);
			rotation(algorithm, rotationInterval, TOKEN_LIFETIME);
		}

		/**
		 * How keys follow each other.
		 * @param tokenLifetime life of an access token
		 * @return the settings
		 */
		KeyRotationSettings rotation(Duration tokenLifetime) {
			return rotation(this.algorithm, this.rotationInterval, tokenLifetime);
		}

		private static KeyRotationSettings rotation(SigningAlgorithm algorithm, Duration interval,
				Duration tokenLifetime) {
			try {
				return KeyRotationSettings.every(algorithm, interval, tokenLifetime);
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidPropertyException("jwtauth.signing.rotation-interval",
						ex.getMessage() + ": verifiers need time to see a new key, and a key must not be of use to"
								+ " a thief for ever",
						"jwtauth.signing.rotation-interval=90d");
			}
		}

	}

	/**
	 * A key, or a set of keys.
	 *
	 * @param location Where it is: 'file:' or 'classpath:'.
	 * @param content The key itself, as PEM or JSON, in place of a location.
	 * @param password What opens an encrypted PEM file or a key store.
	 * @param alias Which entry of a key store.
	 * @param kid Name of the key in tokens. The thumbprint of the public key without it.
	 */
	record KeyEntry(@Nullable String location, @Nullable String content, @Nullable String password,
			@Nullable String alias, @Nullable String kid) {

		/** What opens a key stays out of logs. */
		@Override
		public String toString() {
			return "KeyEntry[location=" + this.location + "]";
		}

	}

	/**
	 * Access tokens.
	 *
	 * @param sessionCheck Whether an access token dies with its session: 'none' lets it
	 * expire, 'revocations' asks what this node knows of ended sessions, 'always' asks
	 * the database on every request.
	 * @param verifiedCacheSize How many access tokens whose signature was verified are
	 * remembered, so that it is computed once per token instead of once per request. 0
	 * switches this off.
	 */
	record AccessToken(@DefaultValue("revocations") Mode sessionCheck, @DefaultValue("10000") int verifiedCacheSize) {

		/** A few gigabytes of heap. */
		private static final int MOST_REMEMBERED = 1_000_000;

		AccessToken {
			if (verifiedCacheSize < 0 || verifiedCacheSize > MOST_REMEMBERED) {
				throw new InvalidPropertyException("jwtauth.access-token.verified-cache-size",
						verifiedCacheSize + " is no number of tokens that can be kept: 0 (off) to " + MOST_REMEMBERED,
						"jwtauth.access-token.verified-cache-size=10000");
			}
		}

	}

	/**
	 * What is asked about the session of an access token.
	 */
	enum Mode {

		/** Nothing. */
		NONE,

		/** What this node knows. */
		REVOCATIONS,

		/** The store, on every request. */
		ALWAYS

	}

}
