package io.github.jwtauth.boot.ratelimit;

import java.time.Clock;
import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.boot.http.ClientAddress;
import io.github.jwtauth.boot.http.NetworkRanges;
import io.github.jwtauth.boot.http.RateLimitObserver;
import io.github.jwtauth.protection.EventThrottle;
import io.github.jwtauth.protection.RateLimit;
import io.github.jwtauth.protection.RateLimitDecision;
import io.github.jwtauth.protection.RateLimitedException;
import io.github.jwtauth.protection.RateLimiter;
import io.github.jwtauth.protection.RequestsRateLimited;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes permits out of budgets, refuses where there is none, and tells of it now and
 * then: a flood of requests must not become a flood of events.
 */
final class Budgets {

	private static final Logger logger = LoggerFactory.getLogger(Budgets.class);

	private final RateLimiter limiter;

	private final NetworkRanges allowed;

	private final ClientAddress addresses;

	private final AuthEventPublisher events;

	private final Clock clock;

	private final RateLimitObserver observer;

	private final EventThrottle told = new EventThrottle();

	Budgets(RateLimiter limiter, NetworkRanges allowed, ClientAddress addresses, AuthEventPublisher events, Clock clock,
			RateLimitObserver observer) {
		this.limiter = limiter;
		this.allowed = allowed;
		this.addresses = addresses;
		this.events = events;
		this.clock = clock;
		this.observer = observer;
	}

	/**
	 * Where a request comes from, as limits count it. The address of a proxy is never on
	 * the list of those that are not limited: a client can bring it about.
	 * @param request the request
	 * @return a key, or {@code null} when it is not limited
	 */
	@Nullable String addressOf(HttpServletRequest request) {
		String address = this.addresses.of(request);
		return (this.allowed.contains(address) && !this.addresses.isProxy(address)) ? null
				: ClientAddress.networkOf(address);
	}

	/**
	 * Takes a permit.
	 * @param limit of what, or {@code null} for no limit
	 * @param key whose
	 * @param accountId who is calling, or {@code null}
	 * @throws RateLimitedException when there is none
	 */
	void take(@Nullable RateLimit limit, String key, @Nullable AccountId accountId) {
		if (limit == null) {
			return;
		}
		RateLimitDecision decision = this.limiter.consume(limit, key);
		this.observer.decided(limit, decision.allowed());
		if (!decision.allowed()) {
			tell(limit, key, accountId);
			throw new RateLimitedException(limit, decision.retryAfter());
		}
	}

	/** A call is over; that a permit cannot be given back must not change its answer. */
	void giveBack(RateLimit limit, String key) {
		try {
			this.limiter.giveBack(limit, key);
		}
		catch (RuntimeException ex) {
			logger.warn("A permit could not be given back", ex);
		}
	}

	private void tell(RateLimit limit, String key, @Nullable AccountId accountId) {
		Instant now = this.clock.instant();
		if (!this.told.admits(now, limit.name() + ' ' + key)) {
			return;
		}
		try {
			this.events.publish(new RequestsRateLimited(now, accountId, limit.name()));
		}
		catch (RuntimeException ex) {
			logger.warn("A listener failed; the request is refused all the same", ex);
		}
	}

}
