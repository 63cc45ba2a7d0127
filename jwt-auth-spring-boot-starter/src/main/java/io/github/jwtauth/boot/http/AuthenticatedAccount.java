package io.github.jwtauth.boot.http;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.SessionId;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Who is calling, as a verified access token of this library tells it. A parameter of
 * this type in a host's controller, with or without {@code @AuthenticationPrincipal}, is
 * resolved from the request.
 *
 * @param accountId {@code sub}
 * @param sessionId {@code sid}
 * @param roles {@code roles}, without prefix
 * @param emailVerified {@code email_verified}
 * @param amr {@code amr}
 * @param authenticatedAt {@code auth_time}
 * @param expiresAt {@code exp} of the token
 */
public record AuthenticatedAccount(AccountId accountId, SessionId sessionId, Set<String> roles, boolean emailVerified,
		List<String> amr, Instant authenticatedAt, Instant expiresAt) {

	public AuthenticatedAccount {
		roles = Set.copyOf(roles);
		amr = List.copyOf(amr);
	}

	/**
	 * The caller of a request.
	 * @param authentication what the security context holds
	 * @return the account, or empty when it was not authenticated by a token of ours
	 */
	public static Optional<AuthenticatedAccount> of(@Nullable Authentication authentication) {
		if (authentication == null || !(authentication.getPrincipal() instanceof Jwt jwt)) {
			return Optional.empty();
		}
		return of(jwt);
	}

	/**
	 * What a verified token says.
	 * @param jwt a token that the decoder of this library has accepted
	 * @return the account, or empty when it is somebody else's kind of token
	 */
	public static Optional<AuthenticatedAccount> of(Jwt jwt) {
		String sub = jwt.getClaimAsString("sub");
		String sid = jwt.getClaimAsString("sid");
		Instant authTime = jwt.getClaimAsInstant("auth_time");
		Instant expiresAt = jwt.getExpiresAt();
		if (sub == null || sid == null || authTime == null || expiresAt == null) {
			return Optional.empty();
		}
		return AccountId.parse(sub)
			.flatMap((accountId) -> SessionId.parse(sid)
				.map((sessionId) -> new AuthenticatedAccount(accountId, sessionId, Set.copyOf(strings(jwt, "roles")),
						Boolean.TRUE.equals(jwt.getClaimAsBoolean("email_verified")), strings(jwt, "amr"), authTime,
						expiresAt)));
	}

	private static List<String> strings(Jwt jwt, String claim) {
		List<String> values = jwt.getClaimAsStringList(claim);
		return (values != null) ? values : List.of();
	}

}
