package io.github.jwtauth.boot.mail;

import io.github.jwtauth.boot.http.HealthCheck;

/**
 * Whether mail left at the last attempt. A recipient that was refused says nothing about
 * that, and neither does silence.
 */
final class MailHealthCheck implements HealthCheck {

	private final MailDelivery delivery;

	MailHealthCheck(MailDelivery delivery) {
		this.delivery = delivery;
	}

	@Override
	public String name() {
		return "mail";
	}

	@Override
	public boolean isUp() {
		return !this.delivery.isUnreachable();
	}

}
