package io.github.jwtauth.boot.mail;

import java.time.Clock;

import io.github.jwtauth.boot.http.HealthCheck;
import io.github.jwtauth.notification.MailOutbox;

/**
 * Whether mail left at the last attempt. A recipient that was refused says nothing about
 * that, and neither does silence: where nothing waits, nobody would ever try again.
 */
final class MailHealthCheck implements HealthCheck {

	private final MailDelivery delivery;

	private final MailOutbox outbox;

	private final Clock clock;

	MailHealthCheck(MailDelivery delivery, MailOutbox outbox, Clock clock) {
		this.delivery = delivery;
		this.outbox = outbox;
		this.clock = clock;
	}

	@Override
	public String name() {
		return "mail";
	}

	/** Mail waits in the outbox, and every node would be taken away at once. */
	@Override
	public boolean isEssential() {
		return false;
	}

	@Override
	public boolean isUp() {
		return !this.delivery.isUnreachable() || this.outbox.statistics(this.clock.instant()).pending() == 0;
	}

}
