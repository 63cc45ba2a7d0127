package io.github.jwtauth.test.shop;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AllRequiredFactorsAuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

import static io.github.jwtauth.boot.security.JwtAuthConfigurer.jwtAuth;
import static io.github.jwtauth.boot.security.LiveSession.liveSession;

/**
 * The host's own rules.
 */
@Configuration(proxyBeanMethods = false)
public class ShopSecurity {

	@Bean
	SecurityFilterChain shop(HttpSecurity http) {
		http.authorizeHttpRequests((requests) -> requests.requestMatchers("/catalogue")
			.permitAll()
			.requestMatchers("/refunds")
			.access(liveSession())
			.requestMatchers(HttpMethod.DELETE, "/orders")
			.access(AllRequiredFactorsAuthorizationManager.builder()
				.requireFactor((factor) -> factor.passwordAuthority().validDuration(Duration.ofMinutes(5)))
				.requireFactor((factor) -> factor.authority("FACTOR_TOTP"))
				.build())
			.anyRequest()
			.authenticated());
		http.with(jwtAuth());
		return http.build();
	}

}
