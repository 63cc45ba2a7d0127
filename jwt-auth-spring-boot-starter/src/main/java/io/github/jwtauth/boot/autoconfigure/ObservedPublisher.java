package io.github.jwtauth.boot.autoconfigure;

import java.util.List;
import java.util.function.Supplier;

import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.boot.http.AuthEventObserver;

/**
 * Stands before whoever publishes, so that nobody hears of anything before the observers
 * do.
 */
final class ObservedPublisher implements AuthEventPublisher {

	private final Supplier<List<AuthEventObserver>> observers;

	private final AuthEventPublisher next;

	/**
	 * Makes the publisher.
	 * @param observers are asked for when there is something to tell
	 * @param next hands events to the host
	 */
	ObservedPublisher(Supplier<List<AuthEventObserver>> observers, AuthEventPublisher next) {
		this.observers = observers;
		this.next = next;
	}

	@Override
	public void publish(AuthEvent event) {
		this.observers.get().forEach((observer) -> observer.observe(event));
		this.next.publish(event);
	}

}
