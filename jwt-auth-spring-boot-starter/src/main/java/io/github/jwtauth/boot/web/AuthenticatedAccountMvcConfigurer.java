package io.github.jwtauth.boot.web;

import java.util.List;

import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets the host's controllers take an {@code AuthenticatedAccount}. Ahead of Spring
 * Security's own configurer, whose resolver would put {@code null} into a parameter
 * annotated with {@code @AuthenticationPrincipal}, because the principal is the token.
 */
final class AuthenticatedAccountMvcConfigurer implements WebMvcConfigurer, Ordered {

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 100;
	}

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(new AuthenticatedAccountResolver());
	}

}
