package io.github.jwtauth.boot.web;

import java.util.Optional;

import io.github.jwtauth.boot.http.AuthenticatedAccount;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Gives a controller the caller. A parameter that may be absent ({@code Optional},
 * {@code @Nullable}) is absent for somebody who is not logged in; any other is a
 * {@code 401} then, never a {@code null} that nobody expected.
 */
final class AuthenticatedAccountResolver implements HandlerMethodArgumentResolver {

	private final SecurityContextHolderStrategy contextHolder = SecurityContextHolder.getContextHolderStrategy();

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.nestedIfOptional().getNestedParameterType() == AuthenticatedAccount.class;
	}

	@Override
	public @Nullable Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest request, @Nullable WebDataBinderFactory binderFactory) {
		Optional<AuthenticatedAccount> account = AuthenticatedAccount
			.of(this.contextHolder.getContext().getAuthentication());
		if (parameter.getParameterType() == Optional.class) {
			return account;
		}
		if (account.isEmpty() && !parameter.isOptional()) {
			throw new AuthenticationCredentialsNotFoundException("an access token is required");
		}
		return account.orElse(null);
	}

}
