package io.github.jwtauth.boot.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Device;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.CallGuard;
import io.github.jwtauth.boot.http.Problem;
import io.github.jwtauth.boot.http.ProblemException;
import io.github.jwtauth.protection.RateLimit;
import io.github.jwtauth.protection.RateLimitedException;
import io.github.jwtauth.session.InvalidRefreshTokenException;
import io.github.jwtauth.session.RefreshTokenReused;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionEndedException;
import io.github.jwtauth.session.SessionRefreshed;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is counted as what (requirement R-29).
 */
class CallMetersTests {

	private static final AccountId OWNER = AccountId.random(RandomBytes.secure());

	private static final SessionId SESSION = SessionId.random(RandomBytes.secure());

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final CallMeters meters = new CallMeters(this.registry);

	@ParameterizedTest
	@MethodSource("logins")
	void aLoginIsCountedByWhatItsCallerWasTold(int status, Exception failure, String outcome) {
		admit(AuthEndpoint.LOGIN).ended(status, failure);
		assertThat(this.registry.get("jwtauth.login").tags("outcome", outcome).timer().count()).isEqualTo(1);
		assertThat(this.registry.getMeters()).hasSize(1);
	}

	static Stream<Arguments> logins() {
		return Stream.of(Arguments.of(200, null, "success"),
				Arguments.of(401, new AuthException(AuthErrorCode.INVALID_CREDENTIALS, "no"), "invalid_credentials"),
				Arguments.of(429, new AuthException(AuthErrorCode.TOO_MANY_ATTEMPTS, "no"), "too_many_attempts"),
				Arguments.of(503, new AuthException(AuthErrorCode.BUSY, "no"), "busy"),
				Arguments.of(403, problem("password_change_required"), "password_change_required"),
				// what a host invents is no tag
				Arguments.of(400, problem("mallory@example.com"), "validation"),
				Arguments.of(500, new IllegalStateException("mallory@example.com"), "error"));
	}

	@Test
	void aRefreshIsRotatedRetriedReplayedOrRejected() {
		refresh(200, null, refreshed(false));
		refresh(200, null, refreshed(true));
		refresh(401, new SessionEndedException(SessionEndReason.REFRESH_TOKEN_REUSE),
				new RefreshTokenReused(Instant.EPOCH, OWNER, SESSION, Device.unknown()));
		refresh(401, new SessionEndedException(SessionEndReason.LOGGED_OUT), null);
		refresh(401, new InvalidRefreshTokenException(), null);
		assertThat(refreshes("rotated")).isEqualTo(1);
		assertThat(refreshes("retried")).isEqualTo(1);
		assertThat(refreshes("replayed")).isEqualTo(1);
		assertThat(refreshes("rejected")).isEqualTo(2);
	}

	@Test
	void aRefreshThatTheDatabaseDidNotDecideIsNotRejected() {
		refresh(503, AuthException.unavailable(new IllegalStateException()), refreshed(false));
		assertThat(refreshes("unavailable")).isEqualTo(1);
		// and leaves nothing for the next one
		refresh(401, new InvalidRefreshTokenException(), null);
		assertThat(refreshes("rejected")).isEqualTo(1);
	}

	@Test
	void aTransactionThatWasTriedAgainIsOneRefresh() {
		CallGuard.CallEnd end = admit(AuthEndpoint.REFRESH);
		this.meters.observe(refreshed(false));
		this.meters.observe(refreshed(true));
		end.ended(200, null);
		assertThat(refreshes("retried")).isEqualTo(1);
		assertThat(this.registry.find("jwtauth.refresh").timers()).hasSize(1);
	}

	@Test
	void aReachedLimitIsAnOutcomeAndCountedElsewhere() {
		RateLimit limit = new RateLimit("login-per-address", 25, Duration.ofHours(1));
		RateLimitedException refusal = new RateLimitedException(limit, Duration.ofSeconds(9));
		admit(AuthEndpoint.LOGIN).ended(429, refusal);
		admit(AuthEndpoint.SESSIONS).ended(429, refusal);
		assertThat(this.registry.get("jwtauth.login").tags("outcome", "too_many_requests").timer().count())
			.isEqualTo(1);
		assertThat(this.registry.getMeters()).hasSize(1);
	}

	@Test
	void aRegistryThatFailsFailsNoLogin() {
		MeterRegistry closed = new SimpleMeterRegistry() {

			@Override
			protected Timer newTimer(Meter.Id id, DistributionStatisticConfig config, PauseDetector pauses) {
				throw new IllegalStateException("no more meters");
			}

		};
		new CallMeters(closed).admit(AuthEndpoint.LOGIN, new MockHttpServletRequest()).ended(200, null);
		assertThat(closed.getMeters()).isEmpty();
	}

	private void refresh(int status, Exception failure, AuthEvent event) {
		CallGuard.CallEnd end = admit(AuthEndpoint.REFRESH);
		if (event != null) {
			this.meters.observe(event);
		}
		end.ended(status, failure);
	}

	private long refreshes(String outcome) {
		return this.registry.get("jwtauth.refresh").tags("outcome", outcome).timer().count();
	}

	private CallGuard.CallEnd admit(AuthEndpoint endpoint) {
		return this.meters.admit(endpoint, new MockHttpServletRequest());
	}

	private static SessionRefreshed refreshed(boolean retried) {
		return new SessionRefreshed(Instant.EPOCH, OWNER, SESSION, Device.unknown(), retried, false);
	}

	private static ProblemException problem(String code) {
		return new ProblemException(
				new Problem(HttpStatus.FORBIDDEN, code, "no", List.of(), null, null, Map.of(), Map.of()));
	}

}
