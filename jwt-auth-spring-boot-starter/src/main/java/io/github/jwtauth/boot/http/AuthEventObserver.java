package io.github.jwtauth.boot.http;

import io.github.jwtauth.AuthEvent;

/**
 * Hears of each event before the host's listeners do: every bean of this type, in order,
 * in the thread and the transaction of whoever publishes. Also where the host's listeners
 * run elsewhere, and where the host publishes in its own way.
 */
@FunctionalInterface
public interface AuthEventObserver {

	/**
	 * Is told of an event. An exception undoes the change.
	 * @param event what happened
	 */
	void observe(AuthEvent event);

}
