package io.github.jwtauth.test;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.context.support.WithSecurityContextFactory;

/**
 * Reads {@link WithAuthUser}. Made by Spring Security's listener, as a bean where the
 * test has an application.
 */
final class AuthUserSecurityContextFactory implements WithSecurityContextFactory<WithAuthUser>, BeanFactoryAware {

	private @Nullable BeanFactory beanFactory;

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public SecurityContext createSecurityContext(WithAuthUser annotation) {
		SecurityContext context = SecurityContextHolder.getContextHolderStrategy().createEmptyContext();
		context.setAuthentication(AuthUserAuthentication.in(this.beanFactory).of(user(annotation)));
		return context;
	}

	private static AuthUser user(WithAuthUser annotation) {
		return new AuthUser(annotation.subject(), annotation.sessionId(), List.of(annotation.roles()),
				List.of(annotation.factors()), Duration.parse(annotation.authTime()), annotation.emailVerified(),
				claims(annotation.claims()));
	}

	private static Map<String, Object> claims(String[] pairs) {
		Map<String, Object> claims = new HashMap<>();
		for (String pair : pairs) {
			int equals = pair.indexOf('=');
			if (equals < 1) {
				throw new IllegalArgumentException("'" + pair + "' is no claim; write name=value");
			}
			claims.put(pair.substring(0, equals), pair.substring(equals + 1));
		}
		return claims;
	}

}
