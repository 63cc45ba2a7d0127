package io.github.jwtauth.boot.security;

import io.github.jwtauth.boot.http.CorsSettings;
import io.github.jwtauth.boot.http.EndpointMatcher;
import jakarta.servlet.DispatcherType;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.authorization.SingleResultAuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

import static io.github.jwtauth.boot.security.JwtAuthConfigurer.jwtAuth;

/**
 * The chain of our endpoints, and of nothing else. Judged after Boot's web security: seen
 * earlier, it would make Boot's default chain back off and leave the host open to
 * everybody. Its rules are not made by the host's {@code AuthorizationManagerFactory}: a
 * factor that the application demands of everybody is set up and proven here.
 */
@AutoConfiguration(after = { ServletWebSecurityAutoConfiguration.class,
		OAuth2ResourceServerWebSecurityAutoConfiguration.class, JwtAuthSecurityAutoConfiguration.class })
@ConditionalOnWebApplication(type = Type.SERVLET)
public final class JwtAuthEndpointSecurityAutoConfiguration {

	private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

	@Bean
	@Order(ORDER)
	@ConditionalOnMissingBean(name = "jwtAuthEndpointSecurityFilterChain")
	SecurityFilterChain jwtAuthEndpointSecurityFilterChain(HttpSecurity http, EndpointMatcher endpoints,
			JwtAuthSecurity security, CorsSettings cors) {
		http.securityMatcher((request) -> endpoints.match(request).isPresent())
			.csrf(AbstractHttpConfigurer::disable)
			.cors(AbstractHttpConfigurer::disable)
			.headers(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.exceptionHandling((refusals) -> refusals.authenticationEntryPoint(security.entryPoint())
				.accessDeniedHandler(security.accessDeniedHandler()))
			.authorizeHttpRequests((requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
				.access(SingleResultAuthorizationManager.permitAll())
				.requestMatchers(endpoints::needsToken)
				.access(AuthenticatedAuthorizationManager.authenticated())
				.anyRequest()
				.access(SingleResultAuthorizationManager.permitAll()))
			.with(jwtAuth().forEndpoints(endpoints));
		if (!cors.allowedOrigins().isEmpty()) {
			http.addFilter(EndpointCors.filter(cors.allowedOrigins(), security.problems()));
		}
		return http.build();
	}

}
