package io.github.jwtauth.flow.hosts.plain;

import java.util.Map;

import io.github.jwtauth.boot.http.AuthenticatedAccount;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A host with a controller and nothing configured.
 */
@SpringBootApplication
public class PlainHost {

	@RestController
	static class PingController {

		@GetMapping("/api/ping")
		Map<String, Object> ping(@AuthenticationPrincipal AuthenticatedAccount account) {
			return Map.of("sub", account.accountId().toString(), "roles", account.roles());
		}

		@GetMapping("/api/jwt")
		Map<String, Object> jwt(@AuthenticationPrincipal Jwt jwt) {
			return Map.of("sub", jwt.getSubject());
		}

		@GetMapping("/api/authorities")
		Map<String, Object> authorities(Authentication authentication) {
			return Map.of("authorities", authentication.getAuthorities().stream().map(Object::toString).toList());
		}

		@PostMapping("/api/ping")
		Map<String, Object> change(AuthenticatedAccount account) {
			return Map.of("sub", account.accountId().toString());
		}

	}

}
