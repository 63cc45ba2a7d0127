package io.github.jwtauth.boot.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.administration.AdministrationDenied;
import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.boot.http.CallGuard;
import io.github.jwtauth.onetimetoken.OneTimeTokenRefused;
import io.github.jwtauth.protection.EventThrottle;
import io.github.jwtauth.registration.RegistrationRefused;
import io.github.jwtauth.registration.RegistrationRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.Ordered;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Tells of calls that came to nothing and left nothing behind: of a mailed token that is
 * not good, of a registration that the policy does not want, and, of each caller and
 * endpoint once a minute, of whatever only administrators may or not even they.
 */
final class RefusedCalls implements CallGuard, Ordered {

	private static final Logger log = LoggerFactory.getLogger(RefusedCalls.class);

	private final AuthEventPublisher events;

	private final Clock clock;

	private final EventThrottle told = new EventThrottle();

	RefusedCalls(AuthEventPublisher events, Clock clock) {
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Behind the limits, which tell of themselves, and before whoever decides who may.
	 */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 150;
	}

	@Override
	public CallEnd admit(AuthEndpoint endpoint, HttpServletRequest request) {
		return (status, failure) -> {
			AuthEvent event = eventOf(endpoint, failure);
			if (event != null) {
				tell(event);
			}
		};
	}

	private @Nullable AuthEvent eventOf(AuthEndpoint endpoint, @Nullable Throwable failure) {
		if (failure instanceof RegistrationRefusedException refused) {
			return new RegistrationRefused(this.clock.instant(), refused.reason());
		}
		if (failure instanceof AuthException refused && refused.code() == AuthErrorCode.FORBIDDEN) {
			return denial(endpoint);
		}
		boolean token = failure instanceof AuthException refused
				&& (refused.code() == AuthErrorCode.INVALID_ONE_TIME_TOKEN
						|| (refused.code() == AuthErrorCode.INVALID_TOKEN && endpoint == AuthEndpoint.TOKEN_EXCHANGE));
		return token ? new OneTimeTokenRefused(this.clock.instant(), endpoint.name().toLowerCase(Locale.ROOT)) : null;
	}

	private @Nullable AuthEvent denial(AuthEndpoint endpoint) {
		AccountId caller = AuthenticatedAccount.of(SecurityContextHolder.getContext().getAuthentication())
			.map(AuthenticatedAccount::accountId)
			.orElse(null);
		if (caller == null || !endpoint.path().startsWith("/admin/")) {
			return null;
		}
		Instant now = this.clock.instant();
		String what = endpoint.name().toLowerCase(Locale.ROOT);
		return this.told.admits(now, caller + " " + what) ? new AdministrationDenied(now, caller, what) : null;
	}

	/** The answer is written already: a listener that fails changes nothing. */
	private void tell(AuthEvent event) {
		try {
			this.events.publish(event);
		}
		catch (RuntimeException ex) {
			log.warn("A listener failed when it heard of {}", event.getClass().getSimpleName(), ex);
		}
	}

}
