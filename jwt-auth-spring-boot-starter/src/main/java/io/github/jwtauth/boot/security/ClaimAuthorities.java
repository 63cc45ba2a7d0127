package io.github.jwtauth.boot.security;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.token.ProvenMethods;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Turns {@code roles} into authorities, and {@code amr} into factors that each carry the
 * time they were proven: Spring Security's own converter would stamp them with the time
 * of the request (RFC 8176, requirement R-18). What it stamps, {@code FACTOR_BEARER},
 * says no more than that a token came with the request. For converters of a host's own
 * that add to these authorities, and for tests. Safe for use by many threads.
 */
public final class ClaimAuthorities implements Converter<Jwt, Collection<GrantedAuthority>> {

	/** {@code email} is ours: RFC 8176 has no word for a link that was mailed. */
	private static final Map<String, String> FACTORS = Map.of("pwd", FactorGrantedAuthority.PASSWORD_AUTHORITY, "otp",
			AuthFactors.TOTP_AUTHORITY, "mfa", AuthFactors.MFA_AUTHORITY, "email", FactorGrantedAuthority.OTT_AUTHORITY,
			"hwk", FactorGrantedAuthority.WEBAUTHN_AUTHORITY, "swk", FactorGrantedAuthority.WEBAUTHN_AUTHORITY, "fed",
			FactorGrantedAuthority.AUTHORIZATION_CODE_AUTHORITY);

	@Override
	public Collection<GrantedAuthority> convert(Jwt jwt) {
		List<GrantedAuthority> authorities = new ArrayList<>();
		List<String> roles = jwt.getClaimAsStringList("roles");
		if (roles != null) {
			roles.forEach((role) -> authorities.add(new SimpleGrantedAuthority("ROLE_" + role)));
		}
		AuthenticatedAccount.of(jwt).ifPresent((account) -> authorities.addAll(factors(account.proven())));
		return authorities;
	}

	/** Two methods may be one factor; the younger proof counts. */
	private static List<GrantedAuthority> factors(ProvenMethods proven) {
		Map<String, Instant> factors = new LinkedHashMap<>();
		for (String method : proven.amr()) {
			String factor = FACTORS.get(method);
			if (factor != null) {
				Instant time = proven.provenAt(method).orElseThrow();
				factors.merge(factor, time, (one, other) -> one.isAfter(other) ? one : other);
			}
		}
		return factors.entrySet()
			.stream()
			.<GrantedAuthority>map((factor) -> FactorGrantedAuthority.withAuthority(factor.getKey())
				.issuedAt(factor.getValue())
				.build())
			.toList();
	}

}
