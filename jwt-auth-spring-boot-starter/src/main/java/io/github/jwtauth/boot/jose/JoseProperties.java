package io.github.jwtauth.boot.jose;

import java.time.Duration;
import java.util.List;

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

		Signing {
			keys = List.copyOf(keys);
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
