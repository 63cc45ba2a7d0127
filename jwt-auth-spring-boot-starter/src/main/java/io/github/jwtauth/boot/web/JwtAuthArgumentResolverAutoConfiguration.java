package io.github.jwtauth.boot.web;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/**
 * The one thing that the host's own MVC gets from us: parameters of type
 * {@code AuthenticatedAccount}. On its own, so that test slices of the host can have it
 * without the rest.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class JwtAuthArgumentResolverAutoConfiguration {

	@Bean
	AuthenticatedAccountMvcConfigurer jwtAuthAuthenticatedAccountMvcConfigurer() {
		return new AuthenticatedAccountMvcConfigurer();
	}

}
