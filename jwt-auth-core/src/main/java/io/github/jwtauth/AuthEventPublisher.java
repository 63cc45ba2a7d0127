package io.github.jwtauth;

/**
 * Hands events to the host. Called inside the transaction of the change: an exception
 * thrown here undoes the change.
 */
@FunctionalInterface
public interface AuthEventPublisher {

	/**
	 * Publishes one event.
	 * @param event what happened
	 */
	void publish(AuthEvent event);

}
