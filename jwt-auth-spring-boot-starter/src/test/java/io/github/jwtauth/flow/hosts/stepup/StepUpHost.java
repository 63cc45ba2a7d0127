package io.github.jwtauth.flow.hosts.stepup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.jwtauth.MovableClock;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.security.AuthFactors;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authorization.AllRequiredFactorsAuthorizationManager;
import org.springframework.security.authorization.RequiredFactor;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static io.github.jwtauth.boot.security.JwtAuthConfigurer.jwtAuth;

/**
 * A host that wants fresh proofs for some of what it does.
 */
@SpringBootApplication
@EnableMethodSecurity
public class StepUpHost {

	/** On the clock that the tests move. */
	@Bean
	AllRequiredFactorsAuthorizationManager<Object> freshPassword(@JwtAuthBean Clock clock) {
		AllRequiredFactorsAuthorizationManager<Object> fresh = AllRequiredFactorsAuthorizationManager.builder()
			.requireFactor((factor) -> factor.passwordAuthority().validDuration(Duration.ofMinutes(5)))
			.build();
		fresh.setClock(clock);
		return fresh;
	}

	@Bean
	SecurityFilterChain hostChain(HttpSecurity http, AllRequiredFactorsAuthorizationManager<Object> freshPassword,
			@JwtAuthBean Clock clock) {
		AllRequiredFactorsAuthorizationManager<Object> freshCode = AllRequiredFactorsAuthorizationManager.builder()
			.requireFactor(RequiredFactor.withAuthority(AuthFactors.TOTP_AUTHORITY)
				.validDuration(Duration.ofMinutes(5))
				.build())
			.build();
		freshCode.setClock(clock);
		http.authorizeHttpRequests((requests) -> requests.requestMatchers("/chain/password")
			.access(freshPassword::authorize)
			.requestMatchers("/chain/code")
			.access(freshCode::authorize)
			.requestMatchers("/chain/both")
			.hasAllAuthorities(FactorGrantedAuthority.PASSWORD_AUTHORITY, AuthFactors.MFA_AUTHORITY)
			.requestMatchers("/chain/admin")
			.hasAnyAuthority("ROLE_ADMIN", AuthFactors.MFA_AUTHORITY)
			.anyRequest()
			.authenticated());
		http.with(jwtAuth());
		return http.build();
	}

	@Bean(defaultCandidate = false)
	@JwtAuthBean
	MovableClock clock() {
		return new MovableClock(Instant.now());
	}

	@RestController
	static class HostController {

		@GetMapping({ "/chain/password", "/chain/code", "/chain/both", "/chain/admin" })
		String chain() {
			return "chain";
		}

		@GetMapping("/method/password")
		@PreAuthorize("@freshPassword")
		String password() {
			return "password";
		}

		@GetMapping("/method/code")
		@PreAuthorize("hasAuthority('" + AuthFactors.TOTP_AUTHORITY + "')")
		String code() {
			return "code";
		}

		@GetMapping("/method/admin")
		@PreAuthorize("hasRole('ADMIN')")
		String admin() {
			return "admin";
		}

		@GetMapping("/authorities")
		List<String> authorities(Authentication caller) {
			return caller.getAuthorities().stream().map(Object::toString).sorted().toList();
		}

	}

}
