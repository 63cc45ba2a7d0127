package io.github.jwtauth.sample;

import java.time.Duration;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AllRequiredFactorsAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

import static io.github.jwtauth.boot.security.JwtAuthConfigurer.jwtAuth;

/**
 * The host's own rules. Without this class, every request but those of jwt-auth itself
 * would need a token.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	@Bean
	SecurityFilterChain sampleSecurityFilterChain(HttpSecurity http,
			@Value("${sample.vault.password-good-for}") Duration passwordGoodFor) {
		http.authorizeHttpRequests((requests) -> requests
			.requestMatchers("/", "/index.html", "/app.js", "/app.css", "/favicon.ico", "/error", "/api/public",
					"/dev/**", "/actuator/health")
			.permitAll()
			.requestMatchers("/api/admin", "/actuator/**")
			.hasRole("ADMIN")
			.requestMatchers("/api/vault")
			.access(freshPassword(passwordGoodFor))
			.anyRequest()
			.authenticated());
		http.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.with(jwtAuth());
		return http.build();
	}

	/** Who typed theirs longer ago is asked for it again, as RFC 9470 has it. */
	private static AuthorizationManager<RequestAuthorizationContext> freshPassword(Duration goodFor) {
		return AllRequiredFactorsAuthorizationManager.<RequestAuthorizationContext>builder()
			.requireFactor((factor) -> factor.passwordAuthority().validDuration(goodFor))
			.build();
	}

}
