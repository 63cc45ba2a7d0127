package io.github.jwtauth.boot.mail;

/**
 * Carries mails. Define a bean to send by something else than SMTP. Called on the thread
 * of the outbox, outside any transaction. An attempt should end within 60 seconds: then
 * another node takes this one for dead and sends the mail again. After a crash between
 * sending and noting it the same mail comes again, too, with the same message id.
 * Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface AuthMailTransport {

	/**
	 * Hands one mail over. Returning normally means that it is on its way and need not be
	 * kept.
	 * @param mail what, to whom
	 * @throws MailDeliveryException when it was not taken, with what that means; any
	 * other exception counts as {@link MailDeliveryException.Reason#UNREACHABLE}
	 */
	void deliver(OutgoingMail mail);

}
