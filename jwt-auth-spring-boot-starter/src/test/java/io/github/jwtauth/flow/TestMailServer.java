package io.github.jwtauth.flow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

/**
 * A real mail server on loopback, and somebody who reads what arrives.
 */
public final class TestMailServer implements AutoCloseable {

	private static final Pattern TOKEN = Pattern.compile("#token=(jot_[A-Za-z0-9_-]+)");

	private static final long PATIENCE_MILLIS = 20_000;

	private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

	/** Message ids, because the server lists mails by mailbox and not by time. */
	private final Set<String> read = new HashSet<>();

	/** Takes mail from now on. */
	public TestMailServer() {
		this.server.start();
	}

	/**
	 * What a host needs to send here.
	 * @return properties
	 */
	public Map<String, String> properties() {
		return Map.of("spring.mail.host", "127.0.0.1", "spring.mail.port",
				Integer.toString(this.server.getSmtp().getPort()));
	}

	/**
	 * Waits for the next mails.
	 * @param count how many
	 * @return all that have come since, in no order
	 */
	public List<Mail> next(int count) {
		if (!this.server.waitForIncomingEmail(PATIENCE_MILLIS, this.read.size() + count)) {
			throw new AssertionError("waited for " + count + " more mails, there are "
					+ (this.server.getReceivedMessages().length - this.read.size()));
		}
		List<Mail> mails = new ArrayList<>();
		for (MimeMessage message : this.server.getReceivedMessages()) {
			Mail mail = Mail.of(message);
			if (this.read.add(mail.id())) {
				mails.add(mail);
			}
		}
		return mails;
	}

	/**
	 * Waits for one mail.
	 * @return it
	 */
	public Mail next() {
		List<Mail> mails = next(1);
		if (mails.size() != 1) {
			throw new AssertionError("one mail was expected, there are " + mails);
		}
		return mails.get(0);
	}

	@Override
	public void close() {
		this.server.stop();
	}

	/**
	 * A mail.
	 *
	 * @param id its message id
	 * @param to its recipient
	 * @param subject its subject
	 * @param text its plain part
	 */
	public record Mail(String id, String to, String subject, String text) {

		static Mail of(MimeMessage message) {
			try {
				return new Mail(message.getMessageID(), message.getRecipients(Message.RecipientType.TO)[0].toString(),
						message.getSubject(), plain(message.getContent()));
			}
			catch (MessagingException | IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

		/**
		 * The token of its link.
		 * @return the token
		 */
		public String token() {
			Matcher matcher = TOKEN.matcher(this.text);
			if (!matcher.find()) {
				throw new AssertionError("there is no token in: " + this.text);
			}
			return matcher.group(1);
		}

		private static String plain(Object content) throws MessagingException, IOException {
			if (content instanceof MimeMultipart parts) {
				for (int i = 0; i < parts.getCount(); i++) {
					BodyPart part = parts.getBodyPart(i);
					String found = part.isMimeType("text/html") ? "" : plain(part.getContent());
					if (!found.isEmpty()) {
						return found;
					}
				}
				return "";
			}
			return (content instanceof String text) ? text : "";
		}

	}

}
