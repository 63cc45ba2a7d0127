package io.github.jwtauth.boot.jose;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import io.github.jwtauth.AuthException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Verifies the access tokens of this application, stricter than the standards ask because
 * it is their only issuer. Every token that is not valid gets the same
 * {@link BadJwtException}. A check that cannot be made now is an {@link AuthException}
 * with {@code UNAVAILABLE}, which is no {@code JwtException}: it must become 503, never
 * 401. Safe for use by many threads.
 */
public final class AccessTokenDecoder implements JwtDecoder {

	private static final Logger logger = LoggerFactory.getLogger(AccessTokenDecoder.class);

	/** What clocks of a well-kept network may differ (requirement R-56). */
	private static final Duration SKEW = Duration.ofSeconds(30);

	private final TokenVerification verification;

	private final SessionCheck sessions;

	private final List<OAuth2TokenValidator<Jwt>> validators;

	private final Clock clock;

	AccessTokenDecoder(TokenVerification verification, SessionCheck sessions,
			List<OAuth2TokenValidator<Jwt>> validators, Clock clock) {
		this.verification = verification;
		this.sessions = sessions;
		this.validators = List.copyOf(validators);
		this.clock = clock;
	}

	/**
	 * Verifies a token.
	 * @param token whatever somebody presented
	 * @return what it says
	 * @throws BadJwtException when it is not a valid access token of this application
	 * @throws AuthException with {@code UNAVAILABLE} when its session cannot be asked for
	 */
	@Override
	public Jwt decode(String token) {
		return decode(token, this::requireLive);
	}

	/**
	 * Verifies a token but for its expiry and its session.
	 * @param token whatever somebody presented
	 * @return what it says
	 * @throws BadJwtException when it never was a valid access token of this application
	 */
	Jwt decodeExpired(String token) {
		return decode(token, (verified) -> {
		});
	}

	private Jwt decode(String token, Consumer<VerifiedToken> liveness) {
		try {
			VerifiedToken verified = this.verification.verify(token);
			requireBegun(verified.issuedAt(), "iat");
			requireBegun(verified.notBefore(), "nbf");
			liveness.accept(verified);
			requireAcceptedByHost(verified.jwt());
			return verified.jwt();
		}
		catch (InvalidAccessTokenException ex) {
			logger.debug("Access token refused: {}", ex.reason());
			throw ex;
		}
	}

	private void requireBegun(@Nullable Instant begin, String claim) {
		if (begin != null && this.clock.instant().plus(SKEW).isBefore(begin)) {
			throw new InvalidAccessTokenException(claim);
		}
	}

	private void requireLive(VerifiedToken token) {
		if (this.clock.instant().minus(SKEW).isAfter(token.expiresAt())) {
			throw new InvalidAccessTokenException("exp");
		}
		if (!this.sessions.isLive(token)) {
			throw new InvalidAccessTokenException("session");
		}
	}

	private void requireAcceptedByHost(Jwt jwt) {
		for (OAuth2TokenValidator<Jwt> validator : this.validators) {
			if (validator.validate(jwt).hasErrors()) {
				throw new InvalidAccessTokenException("validator of the application");
			}
		}
	}

}
