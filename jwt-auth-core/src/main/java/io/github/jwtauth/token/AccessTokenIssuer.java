package io.github.jwtauth.token;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;

/**
 * Issues access tokens: assembles the claims, caps their life to the session's, lets the
 * host add to them and has them signed. Call it outside of transactions. Safe for use by
 * many threads.
 */
public final class AccessTokenIssuer {

	/** Name and value must fit into a cookie (requirement R-80). */
	private static final int MAX_LENGTH = 4000;

	private final AccessTokenSettings settings;

	private final AccessTokenEncoder encoder;

	private final List<AccessTokenCustomizer> customizers;

	private final RandomBytes random;

	public AccessTokenIssuer(AccessTokenSettings settings, AccessTokenEncoder encoder,
			List<AccessTokenCustomizer> customizers, RandomBytes random) {
		this.settings = settings;
		this.encoder = encoder;
		this.customizers = List.copyOf(customizers);
		this.random = random;
	}

	/**
	 * Issues one token.
	 * @param grant what it is made from
	 * @return the signed token
	 * @throws AuthException with {@link AuthErrorCode#TOKEN_TOO_LARGE} when it would not
	 * fit into a cookie
	 */
	public AccessToken issue(AccessTokenGrant grant) {
		AccessTokenClaims claims = claims(grant);
		Secret token = this.encoder.encode(claims);
		if (token.reveal().length() > MAX_LENGTH) {
			throw new AuthException(AuthErrorCode.TOKEN_TOO_LARGE,
					"The claims of the account do not fit into an access token.");
		}
		return new AccessToken(token, claims.issuedAt(), claims.expiresAt());
	}

	private AccessTokenClaims claims(AccessTokenGrant grant) {
		Instant issuedAt = grant.accountReadAt().truncatedTo(ChronoUnit.SECONDS);
		AdditionalClaims additional = new AdditionalClaims();
		this.customizers.forEach((customizer) -> customizer.customize(additional, grant));
		return new AccessTokenClaims(this.settings.issuer(), grant.account().id().toString(), this.settings.audience(),
				this.settings.clientId(), tokenId(), grant.sessionId().toString(), issuedAt,
				expiry(issuedAt, grant.notAfter()), grant.proven().inWholeSeconds(),
				List.copyOf(grant.account().account().roles()), grant.account().account().emailVerified(),
				additional.asMap());
	}

	private Instant expiry(Instant issuedAt, Instant notAfter) {
		Instant wanted = issuedAt.plus(this.settings.lifetime());
		Instant cap = notAfter.truncatedTo(ChronoUnit.SECONDS);
		return wanted.isBefore(cap) ? wanted : cap;
	}

	private String tokenId() {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(this.random.next(16));
	}

}
