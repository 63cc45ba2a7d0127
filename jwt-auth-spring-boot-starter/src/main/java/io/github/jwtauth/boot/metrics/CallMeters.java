package io.github.jwtauth.boot.metrics;

import java.util.Map;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.AuthEventObserver;
import io.github.jwtauth.boot.http.CallGuard;
import io.github.jwtauth.session.RefreshTokenReused;
import io.github.jwtauth.session.SessionRefreshed;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.Ordered;

/**
 * Counts and times the calls that matter, each once, by how it ended. First of the
 * guards, so that it is told what the others refuse. Nothing here fails a call.
 */
final class CallMeters implements CallGuard, AuthEventObserver, Ordered {

	private static final Logger logger = LoggerFactory.getLogger(CallMeters.class);

	private static final String OUTCOME = "outcome";

	private static final Map<AuthEndpoint, String> NAMES = Map.of(AuthEndpoint.LOGIN, "jwtauth.login",
			AuthEndpoint.MFA_VERIFY, "jwtauth.mfa.verify", AuthEndpoint.REFRESH, "jwtauth.refresh",
			AuthEndpoint.REGISTER, "jwtauth.registration", AuthEndpoint.PASSWORD_RESET, "jwtauth.password.reset",
			AuthEndpoint.PASSWORD_RESET_CONFIRM, "jwtauth.password.reset.confirm");

	private final MeterRegistry registry;

	/** What the events of the running call say about a refresh. */
	private final ThreadLocal<@Nullable String> refresh = new ThreadLocal<>();

	CallMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public CallEnd admit(AuthEndpoint endpoint, HttpServletRequest request) {
		String name = NAMES.get(endpoint);
		if (name == null) {
			return CallEnd.IGNORED;
		}
		this.refresh.remove();
		Timer.Sample sample = Timer.start(this.registry);
		return (status, failure) -> stop(sample, name,
				(endpoint == AuthEndpoint.REFRESH) ? refreshOutcome(status, failure) : CallOutcome.of(status, failure));
	}

	@Override
	public void observe(AuthEvent event) {
		if (event instanceof SessionRefreshed refreshed) {
			refreshed(refreshed);
		}
		else if (event instanceof RefreshTokenReused) {
			this.refresh.set("replayed");
		}
	}

	/** A retried transaction publishes again; the last word counts. */
	private void refreshed(SessionRefreshed event) {
		this.refresh.set(event.retried() ? "retried" : "rotated");
	}

	private String refreshOutcome(int status, @Nullable Throwable failure) {
		String told = this.refresh.get();
		this.refresh.remove();
		if (failure instanceof AuthException refusal && isNoVerdict(refusal.code())) {
			return refusal.code().code();
		}
		if (status >= 500) {
			return CallOutcome.of(status, failure);
		}
		if (status < 400) {
			return (told != null) ? told : "rotated";
		}
		return "replayed".equals(told) ? told : "rejected";
	}

	private static boolean isNoVerdict(AuthErrorCode code) {
		return code == AuthErrorCode.UNAVAILABLE || code == AuthErrorCode.TOO_MANY_REQUESTS;
	}

	private void stop(Timer.Sample sample, String name, String outcome) {
		try {
			sample.stop(Timer.builder(name).tag(OUTCOME, outcome).register(this.registry));
		}
		catch (RuntimeException ex) {
			logger.debug("{} was not measured", name, ex);
		}
	}

}
