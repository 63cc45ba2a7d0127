package io.github.jwtauth.boot.admin;

import io.github.jwtauth.administration.Administrators;
import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.boot.http.CallGuard;
import io.github.jwtauth.login.Freshness;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.Ordered;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/**
 * Stands before every endpoint of administrators, also before those that are yet to come:
 * the role in the token, the role of the account now, and for whatever changes something
 * a fresh proof (requirements ). Whoever becomes the first administrator has no
 * role yet, and inviters may have another one: those two have rules of their own.
 */
final class AdministratorRule implements CallGuard, Ordered {

	private static final String GROUP = AuthEndpoint.ADMIN_ACCOUNTS.group();

	private final SecurityContextHolderStrategy contextHolder = SecurityContextHolder.getContextHolderStrategy();

	private final Administrators administrators;

	private final Freshness freshness;

	AdministratorRule(Administrators administrators, Freshness freshness) {
		this.administrators = administrators;
		this.freshness = freshness;
	}

	@Override
	public int getOrder() {
		// Behind the limits, which look nothing up, and whoever watches the calls.
		return HIGHEST_PRECEDENCE + 200;
	}

	@Override
	public CallEnd admit(AuthEndpoint endpoint, HttpServletRequest request) {
		if (!endpoint.group().equals(GROUP)) {
			return CallEnd.IGNORED;
		}
		AuthenticatedAccount caller = AuthenticatedAccount.of(this.contextHolder.getContext().getAuthentication())
			.orElseThrow(() -> new AuthenticationCredentialsNotFoundException("an access token is required"));
		if (endpoint != AuthEndpoint.ADMIN_SETUP) {
			this.administrators.require(caller.accountId(), caller.roles());
		}
		if (!isReading(request.getMethod())) {
			this.freshness.require(caller.authenticatedAt());
		}
		return CallEnd.IGNORED;
	}

	private static boolean isReading(String method) {
		return method.equals("GET") || method.equals("HEAD");
	}

}
