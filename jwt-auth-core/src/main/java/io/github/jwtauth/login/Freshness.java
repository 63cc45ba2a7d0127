package io.github.jwtauth.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;

/**
 * How old the proof of who is calling may be for something that matters (requirement
 * What counts is {@code auth_time}: a refreshed access token is no new proof. Safe
 * for use by many threads.
 */
public final class Freshness {

	private static final Duration LONGEST = Duration.ofMinutes(15);

	private final Duration window;

	private final Clock clock;

	/**
	 * Sets the window.
	 * @param window how old a proof may be, 1 second to 15 minutes
	 * @param clock the present
	 */
	public Freshness(Duration window, Clock clock) {
		if (window.toSeconds() < 1 || window.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("a proof is fresh for 1 second to 15 minutes");
		}
		this.window = window;
		this.clock = clock;
	}

	/**
	 * Refuses a caller whose proof is too old.
	 * @param authenticatedAt when they last proved who they are
	 * @throws AuthException with {@link AuthErrorCode#REAUTHENTICATION_REQUIRED}
	 */
	public void require(Instant authenticatedAt) {
		if (authenticatedAt.plus(this.window).isBefore(this.clock.instant())) {
			throw new AuthException(AuthErrorCode.REAUTHENTICATION_REQUIRED,
					"Prove again who you are, and repeat the request.");
		}
	}

}
