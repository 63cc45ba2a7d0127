package io.github.jwtauth.boot.ratelimit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.TestEvents;
import io.github.jwtauth.boot.http.ClientAddress;
import io.github.jwtauth.boot.http.NetworkRanges;
import io.github.jwtauth.protection.RateLimit;
import io.github.jwtauth.protection.RateLimitedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Who is limited where the tools of the house and its proxies share one network.
 */
class BudgetsTests {

	private final MovableClock clock = MovableClock.atNoon();

	private final TestEvents events = new TestEvents(new InMemoryTransactions());

	private final List<String> decisions = new ArrayList<>();

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,6.6.6.6,203.0.113.5 | | 203.0.113.5
					10.6.6.6, 203.0.113.5 |             | 203.0.113.5
					203.0.113.5           | for=6.6.6.6 | 10.0.0.1
					garbage               |             | 10.0.0.1
					                      |             | 10.0.0.1
					10.9.9.9              |             | 10.9.9.9
					""")
	void noClientMakesItselfAProxyThatIsNotLimited(String forwardedFor, String forwarded, String counted) {
		assertThat(addressOf("10.0.0.1", forwardedFor, forwarded)).isEqualTo(counted);
	}

	@Test
	void toolsOfOurOwnAreNotLimitedDirectlyOrBehindAProxy() {
		assertThat(addressOf("192.0.2.7", null, null)).isNull();
		assertThat(addressOf("10.0.0.1", "192.0.2.7", null)).isNull();
		assertThat(addressOf("10.0.0.1", "192.0.2.7, 203.0.113.5", null)).isEqualTo("203.0.113.5");
	}

	@Test
	void everyDecisionIsObserved() {
		RateLimit limit = new RateLimit("login-per-address", 1, Duration.ofHours(1));
		Budgets budgets = budgets();
		budgets.take(null, "192.0.2.1", null);
		budgets.take(limit, "192.0.2.1", null);
		assertThatExceptionOfType(RateLimitedException.class).isThrownBy(() -> budgets.take(limit, "192.0.2.1", null));
		assertThat(this.decisions).containsExactly("login-per-address true", "login-per-address false");
	}

	private String addressOf(String peer, String forwardedFor, String forwarded) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setRemoteAddr(peer);
		if (forwardedFor != null) {
			request.addHeader("X-Forwarded-For", forwardedFor);
		}
		if (forwarded != null) {
			request.addHeader("Forwarded", forwarded);
		}
		return budgets().addressOf(request);
	}

	private Budgets budgets() {
		return new Budgets(new MemoryRateLimiter(this.clock),
				new NetworkRanges("jwtauth.rate-limit.allowed-networks", List.of("10.0.0.0/8", "192.0.2.0/24")),
				new ClientAddress(List.of("10.0.0.0/8")), this.events, this.clock,
				(limit, allowed) -> this.decisions.add(limit.name() + " " + allowed));
	}

}
