package io.github.jwtauth.boot.jose;

import java.time.Duration;

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
	 * @param rotationInterval How long a generated key signs before its successor does:
	 * two days to a year.
	 */
	record Signing(@DefaultValue("es256") Algorithm algorithm, @DefaultValue("90d") Duration rotationInterval) {

	}

	/**
	 * Access tokens.
	 *
	 * @param sessionCheck Whether an access token dies with its session: 'none' lets it
	 * expire, 'revocations' asks what this node knows of ended sessions, 'always' asks
	 * the database on every request.
	 */
	record AccessToken(@DefaultValue("revocations") Mode sessionCheck) {

	}

	/**
	 * Algorithms of RFC 7518.
	 */
	enum Algorithm {

		/** ECDSA on P-256. */
		ES256,

		/** RSASSA-PSS. */
		PS256,

		/** HMAC. */
		HS256,

		/** RSASSA-PKCS1-v1_5. */
		RS256

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
