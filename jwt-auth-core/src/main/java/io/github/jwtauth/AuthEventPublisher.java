package io.github.jwtauth;

/**
 * Hands events to the host. Called inside the transaction of the change: an exception
 * thrown here undoes the change, except for the end of a replayed session.
 */
@FunctionalInterface
public interface AuthEventPublisher {

	/**
	 * Publishes one event.
	 * @param event what happened
	 */
	void publish(AuthEvent event);

}
