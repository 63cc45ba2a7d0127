package io.github.jwtauth.boot.mail;

import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.account.EmailVerified;
import io.github.jwtauth.notification.MailBudget;
import io.github.jwtauth.notification.MailOutbox;
import io.github.jwtauth.password.PasswordChanged;
import io.github.jwtauth.verification.EmailChangeUndone;
import io.github.jwtauth.verification.EmailChanged;

import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

/**
 * Whoever has followed a mailed link reads that mailbox: the next mail need not wait for
 * its minute. Somebody who verified and then forgot the password gets the mail at once.
 */
final class MinuteGivenBack implements ApplicationListener<PayloadApplicationEvent<? extends AuthEvent>> {

	private final MailOutbox outbox;

	MinuteGivenBack(MailOutbox outbox) {
		this.outbox = outbox;
	}

	@Override
	public void onApplicationEvent(PayloadApplicationEvent<? extends AuthEvent> event) {
		AuthEvent told = event.getPayload();
		if (followsALink(told)) {
			AccountId owner = Objects.requireNonNull(told.accountId());
			this.outbox.giveMinuteBack(owner, told.at().minus(MailBudget.MINUTE));
		}
	}

	private static boolean followsALink(AuthEvent told) {
		return told instanceof EmailVerified || told instanceof EmailChanged || told instanceof EmailChangeUndone
				|| (told instanceof PasswordChanged changed && changed.way() == PasswordChanged.Way.RESET);
	}

}
