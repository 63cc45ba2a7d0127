package io.github.jwtauth.boot.audit;

import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.audit.AuditTrail;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * Keeps each event before anybody hears of it, in the thread and the transaction of
 * whoever publishes: also where the host's listeners run elsewhere, and where the host
 * publishes in its own way.
 */
final class AuditedPublisher implements AuthEventPublisher {

	private final AuditTrail trail;

	private final AuthEventPublisher next;

	AuditedPublisher(AuditTrail trail, AuthEventPublisher next) {
		this.trail = trail;
		this.next = next;
	}

	@Override
	public void publish(AuthEvent event) {
		if (event instanceof AuditedEvent audited) {
			this.trail.keep(audited);
		}
		this.next.publish(event);
	}

}
