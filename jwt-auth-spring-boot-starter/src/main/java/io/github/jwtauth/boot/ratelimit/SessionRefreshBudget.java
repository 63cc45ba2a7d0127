package io.github.jwtauth.boot.ratelimit;

import io.github.jwtauth.Secret;
import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.RefreshTokenBudget;
import io.github.jwtauth.protection.RateLimit;
import io.github.jwtauth.session.RefreshTokenCodec;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Counts refreshes by the session that a token names, once its MAC says that the token is
 * ours: a forged one uses up nobody's budget.
 */
final class SessionRefreshBudget implements RefreshTokenBudget {

	private final EndpointLimits limits;

	private final Budgets budgets;

	private final RefreshTokenCodec codec;

	SessionRefreshBudget(EndpointLimits limits, Budgets budgets, RefreshTokenCodec codec) {
		this.limits = limits;
		this.budgets = budgets;
		this.codec = codec;
	}

	@Override
	public void take(HttpServletRequest request, Secret presented) {
		RateLimit limit = this.limits.find(AuthEndpoint.REFRESH, LimitScope.PER_SESSION);
		if (limit != null && this.budgets.addressOf(request) != null) {
			this.codec.decode(presented)
				.ifPresent((token) -> this.budgets.take(limit, token.sessionId().toString(), null));
		}
	}

}
