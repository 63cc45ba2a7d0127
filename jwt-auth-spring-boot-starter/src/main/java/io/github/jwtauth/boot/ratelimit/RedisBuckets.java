package io.github.jwtauth.boot.ratelimit;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.jwtauth.protection.RateLimit;
import io.lettuce.core.api.StatefulConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Buckets in Redis, over a connection of their own. A Redis that is down costs callers
 * nothing: it is called again by a thread in the background, at most once a second and
 * only while somebody asks, and is back when it has really changed a bucket.
 */
final class RedisBuckets implements SharedBuckets {

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private static final byte[] PROBE = "jwtauth:limit:probe".getBytes(StandardCharsets.US_ASCII);

	private static final BucketConfiguration PROBE_SETTINGS = BucketSettings
		.of(new RateLimit("probe", 1_000_000, Duration.ofSeconds(1)));

	private static final Logger logger = LoggerFactory.getLogger(RedisBuckets.class);

	private final RedisConnector connector;

	private final Duration timeout;

	private final Clock clock;

	private final AtomicBoolean trying = new AtomicBoolean();

	private final CountDownLatch tried = new CountDownLatch(1);

	private volatile long triedAt = System.nanoTime() - PAUSE.toNanos();

	private volatile @Nullable Connected connected;

	private volatile boolean answering;

	private volatile boolean lossTold;

	private volatile boolean closed;

	/**
	 * Prepares the connection.
	 * @param connector opens it
	 * @param timeout how long callers wait for an answer
	 * @param clock what buckets are refilled by; those of all nodes should agree
	 */
	RedisBuckets(RedisConnector connector, Duration timeout, Clock clock) {
		this.connector = connector;
		this.timeout = timeout;
		this.clock = clock;
	}

	/**
	 * Waits a moment for the first answer, connecting included, and goes on without one.
	 */
	void start() {
		tryInBackground();
		try {
			this.tried.await(this.timeout.multipliedBy(4).toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public @Nullable ProxyManager<byte[]> current() {
		Connected present = this.connected;
		if (present != null && this.answering) {
			if (present.connection().isOpen()) {
				return present.buckets();
			}
			lost(new IllegalStateException("the connection is closed"));
		}
		tryInBackground();
		return null;
	}

	@Override
	public void lost(Throwable cause) {
		this.answering = false;
		tell(cause);
	}

	@Override
	public void close() {
		this.closed = true;
		Connected present = this.connected;
		if (present != null && present.connection().isOpen()) {
			present.connection().closeAsync();
		}
	}

	private void tryInBackground() {
		boolean due = System.nanoTime() - this.triedAt >= PAUSE.toNanos();
		if (due && !this.closed && this.trying.compareAndSet(false, true)) {
			Thread thread = new Thread(this::tryAgain, "jwtauth-redis");
			thread.setDaemon(true);
			thread.start();
		}
	}

	private void tryAgain() {
		try {
			Connected present = this.connected;
			if (present == null || !present.connection().isOpen()) {
				present = connectInPlaceOf(present);
			}
			if (this.closed) {
				present.connection().closeAsync();
				return;
			}
			if (present.connection().isOpen()) {
				present.buckets().getProxy(PROBE, () -> PROBE_SETTINGS).tryConsume(1);
				found();
			}
		}
		catch (RuntimeException ex) {
			tell(ex);
		}
		finally {
			this.triedAt = System.nanoTime();
			this.trying.set(false);
			this.tried.countDown();
		}
	}

	/**
	 * A connection comes back by itself, but not always: the host may have told its
	 * client not to do that, or have stopped it and started another one.
	 */
	private Connected connectInPlaceOf(@Nullable Connected previous) {
		Connected fresh = this.connector.connect(this.timeout, this.clock);
		this.connected = fresh;
		if (previous != null) {
			abandon(previous);
		}
		return fresh;
	}

	private static void abandon(Connected previous) {
		try {
			previous.connection().closeAsync();
		}
		catch (RuntimeException ex) {
			logger.debug("A connection that is closed could not be closed", ex);
		}
	}

	private void found() {
		this.answering = true;
		if (this.lossTold) {
			this.lossTold = false;
			logger.info("Redis answers again; all nodes count requests together");
		}
	}

	private void tell(Throwable cause) {
		if (!this.lossTold && !this.closed) {
			this.lossTold = true;
			logger.warn("Redis does not answer; each node limits requests by its own, stricter budgets: {}",
					cause.toString());
		}
	}

	/**
	 * A connection and what is made of it.
	 *
	 * @param connection tells whether it is open
	 * @param buckets over this connection
	 */
	record Connected(StatefulConnection<byte[], byte[]> connection, ProxyManager<byte[]> buckets) {

	}

}
