package io.github.jwtauth.flow.hosts.formlogin;

import io.github.jwtauth.boot.http.AuthenticatedAccount;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static io.github.jwtauth.boot.security.JwtAuthConfigurer.jwtAuth;

/**
 * A host with pages behind a login form and an API behind tokens.
 */
@SpringBootApplication
public class FormLoginHost {

	@Bean
	UserDetailsService clerks() {
		return new InMemoryUserDetailsManager(
				User.withUsername("clerk").password("{noop}clerk-password").roles("CLERK").build());
	}

	@Bean
	@Order(1)
	SecurityFilterChain apiChain(HttpSecurity http) {
		http.securityMatcher("/api/**").authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
		http.with(jwtAuth());
		return http.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain pageChain(HttpSecurity http) {
		http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
		http.formLogin(Customizer.withDefaults());
		return http.build();
	}

	@RestController
	static class HostController {

		@GetMapping("/api/ping")
		String ping(AuthenticatedAccount account) {
			return account.accountId().toString();
		}

		@GetMapping("/page")
		String page() {
			return "page";
		}

	}

}
