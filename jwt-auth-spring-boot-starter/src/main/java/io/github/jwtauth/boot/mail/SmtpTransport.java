package io.github.jwtauth.boot.mail;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.boot.mail.MailDeliveryException.Reason;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Sends by the host's mail sender ({@code spring.mail.*}). Addresses are made by Jakarta
 * Mail, never put together as text (requirement R-103).
 */
final class SmtpTransport implements AuthMailTransport {

	private static final String UTF_8 = StandardCharsets.UTF_8.name();

	private static final String CONNECT_MILLIS = "5000";

	private static final String READ_MILLIS = "10000";

	private final JavaMailSender sender;

	private final InternetAddress from;

	SmtpTransport(JavaMailSender sender, InternetAddress from) {
		this.sender = inTime(sender);
		this.from = from;
	}

	@Override
	public void deliver(OutgoingMail mail) {
		MimeMessage message = this.sender.createMimeMessage();
		try {
			fill(message, mail);
		}
		catch (MessagingException ex) {
			throw new MailDeliveryException(Reason.LATER, "not written: " + ex.getClass().getSimpleName(), ex);
		}
		try {
			this.sender.send(message);
		}
		catch (MailException ex) {
			throw SmtpFailure.of(ex);
		}
	}

	private void fill(MimeMessage message, OutgoingMail mail) throws MessagingException {
		String html = mail.content().html();
		if (html == null) {
			message.setText(mail.content().text(), UTF_8);
		}
		else {
			message
				.setContent(new MimeMultipart("alternative", part(mail.content().text(), "plain"), part(html, "html")));
		}
		message.setSubject(mail.content().subject(), UTF_8);
		message.setFrom(this.from);
		message.setRecipient(Message.RecipientType.TO, address(mail.recipient()));
		message.setHeader("Message-ID", mail.messageId());
		message.setHeader("Auto-Submitted", "auto-generated");
		message.setHeader("X-Auto-Response-Suppress", "All");
	}

	private static MimeBodyPart part(String text, String subtype) throws MessagingException {
		MimeBodyPart part = new MimeBodyPart();
		part.setText(text, UTF_8, subtype);
		return part;
	}

	/** The local part as it was given, the domain as the name system has it. */
	private static InternetAddress address(EmailAddress recipient) throws MessagingException {
		String local = recipient.value().substring(0, recipient.value().indexOf('@'));
		String domain = recipient.canonical().substring(recipient.canonical().indexOf('@') + 1);
		return new InternetAddress(local + "@" + domain, true);
	}

	/**
	 * A sender without timeouts would wait for a silent server for ever. The host's own
	 * is not touched.
	 */
	private static JavaMailSender inTime(JavaMailSender sender) {
		if (sender.getClass() != JavaMailSenderImpl.class) {
			return sender;
		}
		JavaMailSenderImpl given = (JavaMailSenderImpl) sender;
		if (given.getHost() == null) {
			return sender;
		}
		JavaMailSenderImpl copy = new JavaMailSenderImpl();
		copy.setHost(given.getHost());
		copy.setPort(given.getPort());
		copy.setUsername(given.getUsername());
		copy.setPassword(given.getPassword());
		copy.setProtocol(Objects.requireNonNullElse(given.getProtocol(), JavaMailSenderImpl.DEFAULT_PROTOCOL));
		Properties properties = new Properties();
		String prefix = "mail." + copy.getProtocol() + ".";
		properties.setProperty(prefix + "connectiontimeout", CONNECT_MILLIS);
		properties.setProperty(prefix + "timeout", READ_MILLIS);
		properties.setProperty(prefix + "writetimeout", READ_MILLIS);
		properties.putAll(given.getJavaMailProperties());
		copy.setJavaMailProperties(properties);
		return copy;
	}

}
