package io.github.jwtauth.flow.hosts.ownchain;

import java.util.Map;

import io.github.jwtauth.boot.http.AuthenticatedAccount;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import static io.github.jwtauth.boot.security.JwtAuthConfigurer.jwtAuth;

/**
 * A host with rules of its own.
 */
@SpringBootApplication
public class OwnChainHost {

	@Bean
	SecurityFilterChain hostChain(HttpSecurity http) {
		http.authorizeHttpRequests((requests) -> requests.requestMatchers("/open")
			.permitAll()
			.requestMatchers("/api/admin")
			.hasRole("ADMIN")
			.anyRequest()
			.authenticated());
		http.with(jwtAuth());
		return http.build();
	}

	@RestController
	static class HostController {

		@GetMapping("/open")
		String open() {
			return "open";
		}

		@GetMapping("/api/ping")
		Map<String, String> ping(AuthenticatedAccount account) {
			return Map.of("sub", account.accountId().toString());
		}

		@PostMapping("/api/ping")
		Map<String, String> change(AuthenticatedAccount account) {
			return Map.of("sub", account.accountId().toString());
		}

		@GetMapping("/api/admin")
		String admin() {
			return "admin";
		}

	}

}
