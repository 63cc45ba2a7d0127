package io.github.jwtauth.boot.jose;

import java.security.GeneralSecurityException;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Objects of the JCA that were given their key already, which is dear, and serve one
 * thread at a time. There are as many as threads have ever used at once. No thread
 * locals: they would outlive the application in a server, and multiply by virtual
 * threads.
 *
 * @param <T> a signature or a MAC
 */
final class Idle<T> {

	private final Callable<T> fresh;

	private final Queue<T> idle = new ConcurrentLinkedQueue<>();

	/**
	 * Prepares.
	 * @param fresh makes one more, with its key
	 * @throws GeneralSecurityException when not even the first can be made
	 */
	Idle(Callable<T> fresh) throws GeneralSecurityException {
		this.fresh = fresh;
		this.idle.add(make());
	}

	/**
	 * Lends one. After a failure it is in an unknown state and does not come back.
	 */
	<R> R use(Use<T, R> use) throws GeneralSecurityException {
		T lent = this.idle.poll();
		if (lent == null) {
			lent = make();
		}
		R result = use.apply(lent);
		this.idle.add(lent);
		return result;
	}

	private T make() throws GeneralSecurityException {
		try {
			return this.fresh.call();
		}
		catch (GeneralSecurityException | RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new GeneralSecurityException(ex);
		}
	}

	/**
	 * What is done with one.
	 *
	 * @param <T> what is lent
	 * @param <R> what comes of it
	 */
	interface Use<T, R> {

		R apply(T lent) throws GeneralSecurityException;

	}

}
