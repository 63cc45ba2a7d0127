package io.github.jwtauth.boot.metrics;

import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Supplier;

import io.github.jwtauth.notification.MailOutbox;
import io.github.jwtauth.notification.MailStatistics;
import io.github.jwtauth.protection.HashingBulkhead;
import io.github.jwtauth.session.RevocationFeed;
import io.github.jwtauth.session.SessionStore;
import io.github.jwtauth.token.SigningKeyRing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * What is so at a moment. Read when somebody scrapes; the database is asked once a minute
 * for sessions and once in ten seconds for mail, and what cannot be read is no number.
 */
final class StateGauges implements MeterBinder {

	private static final String SECONDS = "seconds";

	private static final Duration SESSIONS_GOOD = Duration.ofMinutes(1);

	private static final Duration MAIL_GOOD = Duration.ofSeconds(10);

	private final ObjectProvider<HashingBulkhead> hashing;

	private final ObjectProvider<SigningKeyRing> keys;

	private final ObjectProvider<RevocationFeed> feed;

	private final Remembered<OptionalLong> sessions;

	private final ObjectProvider<MailOutbox> outbox;

	private final Remembered<MailStatistics> mail;

	private final Clock clock;

	/**
	 * Asks nobody yet; the parts are looked up when they are read.
	 * @param sessions where sessions live
	 * @param hashing where passwords are hashed
	 * @param keys the generated keys, if any
	 * @param feed what this node knows of ended sessions
	 * @param outbox where mail waits, if anywhere
	 * @param clock the present
	 */
	StateGauges(ObjectProvider<SessionStore> sessions, ObjectProvider<HashingBulkhead> hashing,
			ObjectProvider<SigningKeyRing> keys, ObjectProvider<RevocationFeed> feed, ObjectProvider<MailOutbox> outbox,
			Clock clock) {
		this.hashing = hashing;
		this.keys = keys;
		this.feed = feed;
		this.outbox = outbox;
		this.clock = clock;
		this.sessions = new Remembered<>(() -> sessions.getObject().countLive(clock.instant()), SESSIONS_GOOD, clock);
		this.mail = new Remembered<>(() -> outbox.getObject().statistics(clock.instant()), MAIL_GOOD, clock);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		gauge(registry, "jwtauth.hashing.running", null, () -> this.hashing.getObject().running());
		gauge(registry, "jwtauth.hashing.queue", null, () -> this.hashing.getObject().waiting());
		gauge(registry, "jwtauth.sessions.live", null, this::sessions);
		gauge(registry, "jwtauth.revocation.feed.age", SECONDS, () -> seconds(this.feed.getObject().age()));
		if (this.keys.getIfAvailable() != null) {
			gauge(registry, "jwtauth.key.age", SECONDS,
					() -> seconds(Duration.between(this.keys.getObject().active().activeFrom(), this.clock.instant())));
		}
		if (this.outbox.getIfAvailable() != null) {
			gauge(registry, "jwtauth.mail.pending", null, () -> mail().pending());
			gauge(registry, "jwtauth.mail.queue.age", SECONDS, () -> {
				Duration oldest = mail().oldestPendingAge();
				return (oldest != null) ? seconds(oldest) : 0;
			});
			gauge(registry, "jwtauth.mail.undeliverable", null, () -> mail().dead());
		}
	}

	private static void gauge(MeterRegistry registry, String name, @Nullable String unit, Supplier<Number> value) {
		Gauge.builder(name, () -> {
			try {
				return value.get();
			}
			catch (RuntimeException ex) {
				return Double.NaN;
			}
		}).baseUnit(unit).strongReference(true).register(registry);
	}

	private Number sessions() {
		OptionalLong live = this.sessions.get();
		return (live != null && live.isPresent()) ? live.getAsLong() : Double.NaN;
	}

	private MailStatistics mail() {
		MailStatistics statistics = this.mail.get();
		if (statistics == null) {
			throw new IllegalStateException("the outbox cannot be read");
		}
		return statistics;
	}

	private static double seconds(@Nullable Duration age) {
		return (age != null) ? age.toMillis() / 1000.0 : Double.NaN;
	}

}
