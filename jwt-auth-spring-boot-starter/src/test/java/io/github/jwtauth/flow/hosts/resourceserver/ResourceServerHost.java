package io.github.jwtauth.flow.hosts.resourceserver;

import java.security.Principal;
import java.time.Instant;
import java.util.Map;

import io.github.jwtauth.boot.http.AuthenticatedAccount;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static io.github.jwtauth.boot.security.JwtAuthConfigurer.jwtAuth;

/**
 * A host that trusts another issuer already, and adds a login of its own for one part.
 */
@SpringBootApplication
public class ResourceServerHost {

	/** Stands for the other issuer's decoder. */
	@Bean
	JwtDecoder partnerDecoder() {
		return (token) -> {
			if (!token.equals("partner-token")) {
				throw new BadJwtException("not the partner's");
			}
			return Jwt.withTokenValue(token)
				.header("alg", "none")
				.subject("partner")
				.claims((claims) -> claims.putAll(Map.of("scope", "read")))
				.issuedAt(Instant.now())
				.expiresAt(Instant.now().plusSeconds(60))
				.build();
		};
	}

	@Bean
	@Order(1)
	SecurityFilterChain ownUsers(HttpSecurity http) {
		http.securityMatcher("/own/**").authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
		http.with(jwtAuth());
		return http.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain partners(HttpSecurity http) {
		http.authorizeHttpRequests((requests) -> requests.anyRequest().hasAuthority("SCOPE_read"));
		http.oauth2ResourceServer((resourceServer) -> resourceServer.jwt((jwt) -> {
		}));
		return http.build();
	}

	@RestController
	static class HostController {

		@GetMapping("/own/ping")
		String own(AuthenticatedAccount account) {
			return account.accountId().toString();
		}

		@GetMapping("/partner/ping")
		String partner(Principal principal) {
			return principal.getName();
		}

	}

}
