package io.github.jwtauth.boot.security;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Turns {@code roles} into authorities, and {@code amr} with {@code auth_time} into
 * factors that carry the time they were proven: Spring Security's own converter would
 * stamp them with the time of the request (RFC 8176, requirement R-18). For converters of
 * a host's own that add to these authorities, and for tests. Safe for use by many
 * threads.
 */
public final class ClaimAuthorities implements Converter<Jwt, Collection<GrantedAuthority>> {

	private static final Map<String, String> FACTORS = Map.of("pwd", FactorGrantedAuthority.PASSWORD_AUTHORITY, "otp",
			"FACTOR_TOTP", "hwk", FactorGrantedAuthority.WEBAUTHN_AUTHORITY, "swk",
			FactorGrantedAuthority.WEBAUTHN_AUTHORITY, "fed", FactorGrantedAuthority.AUTHORIZATION_CODE_AUTHORITY);

	@Override
	public Collection<GrantedAuthority> convert(Jwt jwt) {
		List<GrantedAuthority> authorities = new ArrayList<>();
		strings(jwt.getClaimAsStringList("roles"))
			.forEach((role) -> authorities.add(new SimpleGrantedAuthority("ROLE_" + role)));
		Instant authenticatedAt = jwt.getClaimAsInstant("auth_time");
		if (authenticatedAt != null) {
			strings(jwt.getClaimAsStringList("amr")).stream()
				.map(FACTORS::get)
				.filter((factor) -> factor != null)
				.distinct()
				.forEach((factor) -> authorities
					.add(FactorGrantedAuthority.withAuthority(factor).issuedAt(authenticatedAt).build()));
		}
		return authorities;
	}

	private static List<String> strings(@Nullable List<String> claim) {
		return (claim != null) ? claim : List.of();
	}

}
