package io.github.jwtauth.boot.http;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.token.ProvenMethods;
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
 * @param proven {@code amr}, {@code auth_time} and {@code amr_times}
 * @param expiresAt {@code exp} of the token
 */
public record AuthenticatedAccount(AccountId accountId, SessionId sessionId, Set<String> roles, boolean emailVerified,
		ProvenMethods proven, Instant expiresAt) {

	public AuthenticatedAccount {
		roles = Set.copyOf(roles);
		Objects.requireNonNull(proven, "proven");
	}

	/**
	 * Somebody who proved all methods at once.
	 * @param accountId {@code sub}
	 * @param sessionId {@code sid}
	 * @param roles {@code roles}, without prefix
	 * @param emailVerified {@code email_verified}
	 * @param amr {@code amr}
	 * @param authenticatedAt {@code auth_time}
	 * @param expiresAt {@code exp} of the token
	 */
	public AuthenticatedAccount(AccountId accountId, SessionId sessionId, Set<String> roles, boolean emailVerified,
			List<String> amr, Instant authenticatedAt, Instant expiresAt) {
		this(accountId, sessionId, roles, emailVerified, ProvenMethods.at(amr, authenticatedAt), expiresAt);
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
						Boolean.TRUE.equals(jwt.getClaimAsBoolean("email_verified")), proven(jwt, authTime),
						expiresAt)));
	}

	/**
	 * How they proved who they are.
	 * @return {@code amr}, in the words of RFC 8176
	 */
	public List<String> amr() {
		return this.proven.amr();
	}

	/**
	 * When they last did.
	 * @return {@code auth_time}
	 */
	public Instant authenticatedAt() {
		return this.proven.authenticatedAt();
	}

	/**
	 * When they last proved one method, which may be long before {@code auth_time}.
	 * @param method as {@code amr} calls it
	 * @return the time, or empty when they did not in this session
	 */
	public Optional<Instant> provenAt(String method) {
		return this.proven.provenAt(method);
	}

	/** Whoever is no issuer of ours may have put anything there. */
	private static ProvenMethods proven(Jwt jwt, Instant authTime) {
		List<String> amr = strings(jwt, "amr");
		Map<String, Instant> earlier = new HashMap<>();
		if (jwt.getClaims().get("amr_times") instanceof Map<?, ?> times) {
			amr.forEach((method) -> {
				if (times.get(method) instanceof Number seconds) {
					earlier.put(method, Instant
						.ofEpochSecond(Math.min(Math.max(0, seconds.longValue()), authTime.getEpochSecond())));
				}
			});
		}
		return new ProvenMethods(amr, authTime, earlier);
	}

	private static List<String> strings(Jwt jwt, String claim) {
		List<String> values = jwt.getClaimAsStringList(claim);
		return (values != null) ? values : List.of();
	}

}
