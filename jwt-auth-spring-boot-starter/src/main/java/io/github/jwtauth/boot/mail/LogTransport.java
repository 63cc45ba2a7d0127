package io.github.jwtauth.boot.mail;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes mails to the log, links and all, on an in-memory database without a mail server:
 * somebody tries the application out on their own machine.
 */
final class LogTransport implements AuthMailTransport {

	private static final Logger logger = LoggerFactory.getLogger(LogTransport.class);

	@Override
	public void deliver(OutgoingMail mail) {
		logger.info("There is no mail server (spring.mail.host). Mail to {}: {}\n\n{}", mail.recipient().value(),
				mail.content().subject(), mail.content().text());
	}

}
