package io.github.jwtauth.boot.mail;

import io.github.jwtauth.account.EmailVerified;
import io.github.jwtauth.notification.MailBudget;
import io.github.jwtauth.notification.MailOutbox;

import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

/**
 * Whoever has followed a mailed link reads that mailbox: the next mail need not wait for
 * its minute. Somebody who verified and then forgot the password gets the mail at once.
 */
final class MinuteGivenBack implements ApplicationListener<PayloadApplicationEvent<EmailVerified>> {

	private final MailOutbox outbox;

	MinuteGivenBack(MailOutbox outbox) {
		this.outbox = outbox;
	}

	@Override
	public void onApplicationEvent(PayloadApplicationEvent<EmailVerified> event) {
		EmailVerified verified = event.getPayload();
		this.outbox.giveMinuteBack(verified.accountId(), verified.at().minus(MailBudget.MINUTE));
	}

}
