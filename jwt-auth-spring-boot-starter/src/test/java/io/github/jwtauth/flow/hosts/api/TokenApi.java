package io.github.jwtauth.flow.hosts.api;

import io.github.jwtauth.boot.http.AuthenticatedAccount;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static io.github.jwtauth.boot.security.JwtAuthConfigurer.jwtAuth;

/**
 * The one part that a host adds when it adds us: an API for its own users, beside
 * whatever it has.
 */
@Configuration(proxyBeanMethods = false)
@Import(TokenApi.Ping.class)
public class TokenApi {

	@Bean
	@Order(2)
	SecurityFilterChain tokenApiChain(HttpSecurity http) {
		http.securityMatcher("/api/**").authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
		http.with(jwtAuth());
		return http.build();
	}

	@RestController
	static class Ping {

		@GetMapping("/api/ping")
		String ping(AuthenticatedAccount account) {
			return account.accountId().toString();
		}

	}

}
