package io.github.jwtauth.boot.ratelimit;

import io.github.bucket4j.distributed.proxy.ProxyManager;
import org.jspecify.annotations.Nullable;

/**
 * A store of buckets for all nodes that comes and goes. Asking it costs nothing.
 */
interface SharedBuckets extends AutoCloseable {

	/**
	 * The buckets.
	 * @return {@code null} while the store is lost
	 */
	@Nullable ProxyManager<byte[]> current();

	/**
	 * It did not answer; it is left alone until it does.
	 * @param cause what happened
	 */
	void lost(Throwable cause);

	@Override
	void close();

}
