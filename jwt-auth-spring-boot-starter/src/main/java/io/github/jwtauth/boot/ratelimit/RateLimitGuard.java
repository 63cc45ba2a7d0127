package io.github.jwtauth.boot.ratelimit;

import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.boot.http.CallGuard;
import io.github.jwtauth.protection.RateLimit;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Counts every call before its body is read, anything is looked up or hashed
 * (requirements ). Where only failures count, the permit is taken first and
 * given back afterwards: of any number of guesses at the same time no more are looked at
 * than there are permits.
 */
final class RateLimitGuard implements CallGuard, Ordered {

	private final EndpointLimits limits;

	private final Budgets budgets;

	RateLimitGuard(EndpointLimits limits, Budgets budgets) {
		this.limits = limits;
		this.budgets = budgets;
	}

	/** Before guards that look something up. */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 100;
	}

	@Override
	public CallEnd admit(AuthEndpoint endpoint, HttpServletRequest request) {
		String address = this.budgets.addressOf(request);
		if (address == null) {
			return CallEnd.IGNORED;
		}
		AuthenticatedAccount caller = callerOf(endpoint);
		this.budgets.take(this.limits.find(endpoint, LimitScope.ATTEMPTS_PER_ADDRESS), address, null);
		RateLimit perAddress = this.limits.find(endpoint, LimitScope.PER_ADDRESS);
		this.budgets.take(perAddress, address, (caller != null) ? caller.accountId() : null);
		if (caller != null) {
			this.budgets.take(this.limits.find(endpoint, LimitScope.PER_ACCOUNT), caller.accountId().toString(),
					caller.accountId());
			this.budgets.take(this.limits.find(endpoint, LimitScope.PER_SESSION), caller.sessionId().toString(),
					caller.accountId());
		}
		return (endpoint == AuthEndpoint.LOGIN && perAddress != null) ? failuresOnly(perAddress, address)
				: CallEnd.IGNORED;
	}

	/** Success of one's own account does not launder the guesses before it. */
	private CallEnd failuresOnly(RateLimit limit, String address) {
		return (status, failure) -> {
			if (status != HttpStatus.UNAUTHORIZED.value() && status != HttpStatus.TOO_MANY_REQUESTS.value()) {
				this.budgets.giveBack(limit, address);
			}
		};
	}

	private static @Nullable AuthenticatedAccount callerOf(AuthEndpoint endpoint) {
		return (endpoint.access() != AuthEndpoint.Access.ANYONE)
				? AuthenticatedAccount.of(SecurityContextHolder.getContext().getAuthentication()).orElse(null) : null;
	}

}
