package io.github.jwtauth.boot.audit;

import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.audit.AuditTrail;
import io.github.jwtauth.audit.AuditedEvent;
import io.github.jwtauth.boot.http.AuthEventObserver;

import org.springframework.core.Ordered;

/**
 * Keeps each event before anybody hears of it.
 */
final class AuditObserver implements AuthEventObserver, Ordered {

	private final AuditTrail trail;

	AuditObserver(AuditTrail trail) {
		this.trail = trail;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void observe(AuthEvent event) {
		if (event instanceof AuditedEvent audited) {
			this.trail.keep(audited);
		}
	}

}
