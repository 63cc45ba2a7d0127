package io.github.jwtauth.boot.mail;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

import io.github.jwtauth.boot.mail.MailDeliveryException.Reason;
import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;

/**
 * Reads what a failed attempt means (fault F-02). What a server says about the recipient
 * or the content concerns this mail; everything else, a sender or a password that it does
 * not accept included, concerns all of them and can be repaired.
 */
final class SmtpFailure {

	/** Less is no answer: the connection is gone. */
	private static final int TEMPORARY = 400;

	private static final int PERMANENT = 500;

	/** The server is going away, whatever it was asked. */
	private static final int CLOSING = 421;

	private SmtpFailure() {
	}

	static MailDeliveryException of(MailException failure) {
		Deque<Throwable> left = new ArrayDeque<>();
		left.add(failure);
		for (int seen = 0; !left.isEmpty() && seen < 50; seen++) {
			Throwable next = left.remove();
			if (next instanceof SMTPAddressFailedException address) {
				return aboutThisMail(address.getReturnCode(), failure);
			}
			if (next instanceof SMTPSendFailedException send && isAboutContent(send) && !hasAddressFailure(send)) {
				return aboutThisMail(send.getReturnCode(), failure);
			}
			addCauses(next, left);
		}
		return new MailDeliveryException(Reason.UNREACHABLE, name(failure), failure);
	}

	private static void addCauses(Throwable failure, Deque<Throwable> left) {
		if (failure instanceof MailSendException send) {
			for (Exception cause : send.getMessageExceptions()) {
				left.add(cause);
			}
		}
		if (failure instanceof MessagingException messaging && messaging.getNextException() != null) {
			left.add(messaging.getNextException());
		}
		if (failure.getCause() != null && failure.getCause() != failure) {
			left.add(failure.getCause());
		}
	}

	private static MailDeliveryException aboutThisMail(int code, MailException failure) {
		if (code < TEMPORARY || code == CLOSING) {
			return new MailDeliveryException(Reason.UNREACHABLE, name(failure), failure);
		}
		Reason reason = (code >= PERMANENT) ? Reason.REFUSED : Reason.LATER;
		return new MailDeliveryException(reason, Integer.toString(code), failure);
	}

	private static boolean isAboutContent(SMTPSendFailedException failure) {
		String command = String.valueOf(failure.getCommand()).toUpperCase(Locale.ROOT);
		return failure.getReturnCode() > 0 && (command.startsWith("DATA") || command.equals("."));
	}

	private static boolean hasAddressFailure(SMTPSendFailedException failure) {
		for (Exception next = failure; next instanceof MessagingException messaging; next = messaging
			.getNextException()) {
			if (next instanceof SMTPAddressFailedException || next instanceof SMTPSenderFailedException) {
				return true;
			}
		}
		return false;
	}

	/** Class names only: servers repeat addresses in what they say. */
	private static String name(MailException failure) {
		Throwable cause = failure;
		if (failure instanceof MailSendException send && send.getMessageExceptions().length > 0) {
			cause = send.getMessageExceptions()[0];
		}
		while (cause.getCause() != null && cause.getCause() != cause) {
			cause = cause.getCause();
		}
		return cause.getClass().getSimpleName();
	}

}
