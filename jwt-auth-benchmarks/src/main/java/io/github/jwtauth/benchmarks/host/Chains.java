package io.github.jwtauth.benchmarks.host;

import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.jose.AccessTokenDecoder;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;

import static io.github.jwtauth.boot.security.JwtAuthConfigurer.jwtAuth;

/**
 * The same endpoint open to everybody, behind a stock resource server, behind the chain
 * that Spring Boot makes, and behind {@code jwtAuth()}.
 */
@Configuration(proxyBeanMethods = false)
class Chains {

	@Bean
	@Order(1)
	SecurityFilterChain open(HttpSecurity http) {
		return stateless(http, "/open/**").authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.build();
	}

	/**
	 * What a second application would write that verifies our tokens by their JWK set.
	 */
	@Bean
	@Order(2)
	SecurityFilterChain stock(HttpSecurity http, @Value("${jwtauth.public-url}") String url) {
		NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(url + "/.well-known/jwks.json")
			.jwsAlgorithm(SignatureAlgorithm.ES256)
			.validateType(false)
			.build();
		decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(new JwtTypeValidator("at+jwt"),
				new JwtTimestampValidator(), new JwtIssuerValidator(url)));
		return stateless(http, "/stock/**").authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.oauth2ResourceServer((server) -> server.jwt((jwt) -> jwt.decoder(decoder)))
			.build();
	}

	/** The lines of Boot's own resource server chain, on a part of the paths. */
	@Bean
	@Order(3)
	SecurityFilterChain boot(HttpSecurity http, @JwtAuthBean AccessTokenDecoder decoder) {
		return http.securityMatcher("/boot/**")
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.oauth2ResourceServer((server) -> server.jwt((jwt) -> jwt.decoder(decoder)))
			.build();
	}

	@Bean
	@Order(4)
	SecurityFilterChain own(HttpSecurity http) {
		return stateless(http, "/own/**").authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.with(jwtAuth())
			.build();
	}

	private static HttpSecurity stateless(HttpSecurity http, String paths) {
		return http.securityMatcher(paths)
			.csrf(AbstractHttpConfigurer::disable)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
	}

}
