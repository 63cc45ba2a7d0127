package io.github.jwtauth.boot.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import io.github.jwtauth.login.Freshness;
import io.github.jwtauth.session.SessionSettings;
import io.github.jwtauth.token.AccessTokenSettings;

/**
 * Whether lives and numbers are within what is safe. The core knows most of the limits
 * and refuses what is beyond them; here each refusal gets the name of its property, the
 * reason and the usual value.
 */
final class RangeRequirement {

	/** How long a token may outlive its session (decision 7). */
	private static final Duration UNCHECKED = Duration.ofMinutes(15);

	private static final SessionSettings USUAL = SessionSettings.defaults();

	/** What is judged here looks at no time. */
	private static final Clock NEVER = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

	private final List<ConfigurationProblem> found = new ArrayList<>();

	private RangeRequirement() {
	}

	/**
	 * Looks at all of them.
	 * @param properties what was configured
	 * @param alwaysChecked whether every request asks if its session still lives
	 * @return what is beyond its limits
	 */
	static List<ConfigurationProblem> check(JwtAuthProperties properties, boolean alwaysChecked) {
		RangeRequirement requirement = new RangeRequirement();
		requirement.accessToken(properties.accessToken().lifetime(), alwaysChecked);
		requirement.refreshToken(properties.refreshToken());
		requirement.session(properties.session());
		requirement.judge("jwtauth.email-verification.lifetime", "24h",
				"it has to survive a slow mailbox, and not to lie in one for others",
				() -> properties.emailVerification().settings());
		return requirement.found;
	}

	private void accessToken(Duration lifetime, boolean alwaysChecked) {
		String property = "jwtauth.access-token.lifetime";
		judge(property, "15m", "it is what a thief can use, and a session is what lives long",
				() -> new AccessTokenSettings("issuer", "audience", "client", lifetime));
		if (!alwaysChecked && lifetime.compareTo(UNCHECKED) > 0 && lifetime.compareTo(Duration.ofHours(1)) <= 0) {
			this.found.add(new ConfigurationProblem(property,
					"it is longer than 15 minutes, and whoever cannot see that its session has ended believes a token"
							+ " until then. With jwtauth.access-token.session-check=always it may be an hour",
					property + "=15m"));
		}
	}

	private void refreshToken(JwtAuthProperties.RefreshToken refresh) {
		judge("jwtauth.refresh-token.lifetime", "7d", "one that has expired at birth opens nothing",
				() -> sessions(refresh.lifetime(), USUAL.rememberMeLifetime(), USUAL.absoluteLifetime(),
						USUAL.retryWindow(), USUAL.maxPerAccount()));
		judge("jwtauth.refresh-token.remember-me-lifetime", "14d", "one that has expired at birth opens nothing",
				() -> sessions(USUAL.idleLifetime(), refresh.rememberMeLifetime(), USUAL.absoluteLifetime(),
						USUAL.retryWindow(), USUAL.maxPerAccount()));
		judge("jwtauth.refresh-token.retry-window", "30s",
				"for so long a token that was copied works once more unnoticed",
				() -> sessions(USUAL.idleLifetime(), USUAL.rememberMeLifetime(), USUAL.absoluteLifetime(),
						refresh.retryWindow(), USUAL.maxPerAccount()));
	}

	private void session(JwtAuthProperties.Session session) {
		judge("jwtauth.session.absolute-lifetime", "90d",
				"a session that never ends is never noticed when it was stolen",
				() -> sessions(USUAL.idleLifetime(), USUAL.rememberMeLifetime(), session.absoluteLifetime(),
						USUAL.retryWindow(), USUAL.maxPerAccount()));
		judge("jwtauth.session.max-per-account", "20", "somebody has to be able to log in, and to read the list",
				() -> sessions(USUAL.idleLifetime(), USUAL.rememberMeLifetime(), USUAL.absoluteLifetime(),
						USUAL.retryWindow(), session.maxPerAccount()));
		judge("jwtauth.session.fresh-for", "5m",
				"whoever finds an open browser must not be able to take the account along",
				() -> new Freshness(session.freshFor(), NEVER));
	}

	private void judge(String property, String usual, String reason, Runnable settings) {
		try {
			settings.run();
		}
		catch (IllegalArgumentException ex) {
			this.found.add(new ConfigurationProblem(property, ex.getMessage() + "; " + reason, property + "=" + usual));
		}
	}

	private static SessionSettings sessions(Duration idle, Duration remembered, Duration absolute, Duration retry,
			int most) {
		return new SessionSettings(idle, remembered, absolute, retry, most, USUAL.limitStrategy());
	}

}
