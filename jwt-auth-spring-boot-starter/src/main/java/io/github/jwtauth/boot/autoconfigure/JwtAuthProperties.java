package io.github.jwtauth.boot.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import io.github.jwtauth.session.SessionLimitStrategy;
import io.github.jwtauth.verification.VerificationMode;
import io.github.jwtauth.verification.VerificationSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the core needs to know.
 *
 * @param secret Source of every derived key: at least 256 random bits, for example from
 * 'openssl rand -base64 32'. Required unless the database lives in memory.
 * @param previousSecrets Secrets that are accepted as well, so that the secret can be
 * replaced without logging anybody out.
 * @param publicUrl Address of the application for the outside world: base of mailed links
 * and of the issuer.
 * @param issuer Value of the claim 'iss'. Defaults to the public URL.
 * @param audience Value of the claim 'aud'. Defaults to the application name.
 * @param clientId Value of the claim 'client_id'. Defaults to the application name.
 * @param accounts Where accounts live.
 * @param accessToken Access tokens.
 * @param refreshToken Refresh tokens.
 * @param session Sessions.
 * @param emailVerification Verification of addresses.
 * @param password Passwords.
 */
@ConfigurationProperties("jwtauth")
record JwtAuthProperties(@Nullable String secret, @DefaultValue List<String> previousSecrets, @Nullable URI publicUrl,
		@Nullable String issuer, @Nullable String audience, @Nullable String clientId,
		@DefaultValue("table") AccountSource accounts, @DefaultValue AccessToken accessToken,
		@DefaultValue RefreshToken refreshToken, @DefaultValue Session session,
		@DefaultValue EmailVerification emailVerification, @DefaultValue Password password) {

	/** Secrets stay out of logs. */
	@Override
	public String toString() {
		return "JwtAuthProperties[***]";
	}

	/**
	 * Where accounts live.
	 */
	enum AccountSource {

		/** In the table of this library. */
		TABLE,

		/** The users of the host's user details service. */
		USER_DETAILS,

		/** Behind the host's account store. */
		STORE

	}

	/**
	 * Access tokens.
	 *
	 * @param lifetime Life of an access token, 1 second to 15 minutes, or to an hour
	 * where 'session-check' is 'always'.
	 */
	record AccessToken(@DefaultValue("15m") Duration lifetime) {

	}

	/**
	 * Refresh tokens.
	 *
	 * @param lifetime Life of a refresh token that is not used.
	 * @param rememberMeLifetime The same, when the user asked to be remembered.
	 * @param retryWindow How long after a rotation its parent gets the same successor
	 * again; 0 is strict, at most 60 seconds.
	 */
	record RefreshToken(@DefaultValue("7d") Duration lifetime, @DefaultValue("14d") Duration rememberMeLifetime,
			@DefaultValue("30s") Duration retryWindow) {

	}

	/**
	 * Sessions.
	 *
	 * @param absoluteLifetime End of a session however often it is used, at most 90 days.
	 * @param maxPerAccount Live sessions of one account, 1 to 100.
	 * @param limitStrategy What happens to a login beyond that.
	 * @param freshFor How long after a login an owner may do what matters (change the
	 * address, delete the account) without proving again who they are, at most 15
	 * minutes.
	 */
	record Session(@DefaultValue("90d") Duration absoluteLifetime, @DefaultValue("20") int maxPerAccount,
			@DefaultValue("evict-oldest") SessionLimitStrategy limitStrategy, @DefaultValue("5m") Duration freshFor) {

	}

	/**
	 * Verification of addresses.
	 *
	 * @param mode Whether an address must be proven before its owner can log in.
	 * @param lifetime Life of a mailed link or code, 1 to 72 hours.
	 * @param session Whether the browser that registered gets a session for the proof.
	 */
	record EmailVerification(@DefaultValue("mandatory") VerificationMode mode, @DefaultValue("24h") Duration lifetime,
			@DefaultValue("none") SessionForProof session) {

		VerificationSettings settings() {
			return new VerificationSettings(this.mode, this.lifetime, this.session == SessionForProof.EXCHANGE);
		}

		/**
		 * What a proof gives to the browser that registered.
		 */
		enum SessionForProof {

			/** Nothing: its owner logs in. */
			NONE,

			/** A token that becomes a session. */
			EXCHANGE

		}

	}

	/**
	 * Passwords.
	 *
	 * @param hashingPermits Password hashes at the same time. Defaults to the number of
	 * cores minus one, or fewer where a quarter of the heap holds fewer.
	 */
	record Password(@Nullable Integer hashingPermits) {

	}

}
