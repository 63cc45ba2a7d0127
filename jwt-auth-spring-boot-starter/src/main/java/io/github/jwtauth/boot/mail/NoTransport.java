package io.github.jwtauth.boot.mail;

import io.github.jwtauth.boot.mail.MailDeliveryException.Reason;

/**
 * Gives every mail up, so that it shows that owners are not told: verification is off and
 * nobody said how to send mail.
 */
final class NoTransport implements AuthMailTransport {

	@Override
	public void deliver(OutgoingMail mail) {
		throw new MailDeliveryException(Reason.REFUSED, "there is no mail server (spring.mail.host)", null);
	}

}
