package io.github.jwtauth.protection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import org.jspecify.annotations.Nullable;

/**
 * Counts in the store: a place is taken by whoever replaces what they have read, so that
 * no two take the same.
 */
final class FailureCounter {

	/** Somebody else moves on with each step that fails, and few can before a block. */
	private static final int STEPS = 200;

	private final LoginFailureStore store;

	private final Clock clock;

	FailureCounter(LoginFailureStore store, Clock clock) {
		this.store = store;
		this.clock = clock;
	}

	/** The first guess costs one statement. */
	Count take(LoginFailureKey key, @Nullable AccountId owner, FailureRules rules) {
		for (int i = 0; i < STEPS; i++) {
			Instant now = this.clock.instant();
			LoginFailures first = LoginFailures.first(rules, now);
			if (this.store.insertIfAbsent(key, owner, first)) {
				return new Count(true, first, null);
			}
			Optional<LoginFailures> found = find(key);
			if (found.isEmpty()) {
				continue;
			}
			LoginFailures present = found.get();
			Optional<LoginFailures> next = present.admit(rules, now);
			if (next.isEmpty()) {
				return new Count(false, present, present.blockedUntil());
			}
			if (this.store.replace(key, present, next.get())) {
				return new Count(true, next.get(), present.blockedUntil());
			}
		}
		throw crowded();
	}

	/** Counts a failure that happened elsewhere, and asks nobody. */
	LoginFailures add(LoginFailureKey key, @Nullable AccountId owner, FailureRules rules) {
		for (int i = 0; i < STEPS; i++) {
			Instant now = this.clock.instant();
			Optional<LoginFailures> found = find(key);
			LoginFailures next = found.map((present) -> present.add(rules, now))
				.orElseGet(() -> new LoginFailures(0, 0, 0, now, null, now).add(rules, now));
			boolean counted = found.isPresent() ? this.store.replace(key, found.get(), next)
					: this.store.insertIfAbsent(key, owner, next);
			if (counted) {
				return next;
			}
		}
		throw crowded();
	}

	Optional<LoginFailures> find(LoginFailureKey key) {
		return this.store.find(key);
	}

	void remove(LoginFailureKey key) {
		this.store.remove(key);
	}

	void settle(LoginFailureKey key, Instant since) {
		this.store.settle(key, since);
	}

	void giveBack(LoginFailureKey key, Count place) {
		LoginFailures failures = place.failures();
		this.store.giveBack(key, failures.since(), failures.blockedUntil(), place.before());
	}

	private static AuthException crowded() {
		return new AuthException(AuthErrorCode.BUSY, "Too many logins at once, please try again.",
				Duration.ofSeconds(1), null);
	}

	/**
	 * What came of a guess.
	 *
	 * @param taken whether it has a place
	 * @param failures the count with it, or the one that refused it
	 * @param before until when the count was blocked before it
	 */
	record Count(boolean taken, LoginFailures failures, @Nullable Instant before) {

	}

}
