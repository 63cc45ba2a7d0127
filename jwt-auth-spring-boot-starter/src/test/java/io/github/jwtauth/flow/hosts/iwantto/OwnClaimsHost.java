package io.github.jwtauth.flow.hosts.iwantto;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.jwtauth.token.AccessTokenCustomizer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;

/**
 * The snippets about claims, authorities and extra checks of {@code docs/i-want-to.md}.
 */
@Configuration(proxyBeanMethods = false)
@Import(OwnClaimsHost.Quarantine.class)
public class OwnClaimsHost {

	private static final Map<String, List<String>> PERMISSIONS = Map.of("USER", List.of("orders:read"));

	@Bean
	AccessTokenCustomizer tenant() {
		return (claims, grant) -> claims.put("tenant", "tenant-of-" + grant.account().account().key());
	}

	@Bean
	AccessTokenCustomizer mistakes() {
		return (claims, grant) -> {
			Set<String> roles = grant.account().account().roles();
			if (roles.contains("IMPOSTOR")) {
				claims.put("sub", "somebody-else");
			}
			if (roles.contains("HOARDER")) {
				claims.put("everything", "x".repeat(4000));
			}
		};
	}

	@Bean
	JwtAuthenticationConverter permissions() {
		JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
		converter.setJwtGrantedAuthoritiesConverter((jwt) -> {
			List<GrantedAuthority> authorities = new ArrayList<>();
			for (String role : jwt.getClaimAsStringList("roles")) {
				PERMISSIONS.getOrDefault(role, List.of())
					.forEach((name) -> authorities.add(new SimpleGrantedAuthority(name)));
			}
			return authorities;
		});
		return converter;
	}

	@Bean
	OAuth2TokenValidator<Jwt> notFromQuarantine(Quarantine quarantine) {
		return (jwt) -> quarantine.contains(jwt.getSubject())
				? OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token"))
				: OAuth2TokenValidatorResult.success();
	}

	/**
	 * Subjects that are not let in any more.
	 */
	public static final class Quarantine {

		private final Set<String> subjects = ConcurrentHashMap.newKeySet();

		public void add(String subject) {
			this.subjects.add(subject);
		}

		boolean contains(String subject) {
			return this.subjects.contains(subject);
		}

	}

}
