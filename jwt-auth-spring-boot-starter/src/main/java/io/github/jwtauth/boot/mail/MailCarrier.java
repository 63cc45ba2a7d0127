package io.github.jwtauth.boot.mail;

import java.net.URI;
import java.util.Objects;

import io.github.jwtauth.Secret;
import io.github.jwtauth.boot.http.AuthPage;
import io.github.jwtauth.boot.http.PageLinks;
import io.github.jwtauth.boot.http.PublicUrl;
import io.github.jwtauth.boot.mail.MailDeliveryException.Reason;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.notification.OutboxMail;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a notice, has it composed, and hands it to the transport.
 */
final class MailCarrier implements MailDelivery.Postman {

	private static final Logger logger = LoggerFactory.getLogger(MailCarrier.class);

	private final NoticeBox box;

	private final AuthMailComposer composer;

	private final AuthMailTransport transport;

	private final PageLinks links;

	private final String host;

	MailCarrier(NoticeBox box, AuthMailComposer composer, AuthMailTransport transport, PageLinks links,
			PublicUrl publicUrl) {
		this.box = box;
		this.composer = composer;
		this.transport = transport;
		this.links = links;
		this.host = hostOf(publicUrl);
	}

	@Override
	public void carry(OutboxMail mail) {
		OutgoingMail outgoing = compose(mail);
		try {
			this.transport.deliver(outgoing);
		}
		catch (MailDeliveryException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new MailDeliveryException(Reason.UNREACHABLE, ex.getClass().getSimpleName(), ex);
		}
	}

	/**
	 * The name of the application's host, as sender and message ids have it.
	 * @param publicUrl where the application is for the outside world
	 * @return a host name or address
	 */
	static String hostOf(PublicUrl publicUrl) {
		String host = URI.create(publicUrl.base()).getHost();
		return Objects.requireNonNullElse(host, "localhost");
	}

	/** A template that a deployment broke is repaired by the next one: the mail waits. */
	private OutgoingMail compose(OutboxMail mail) {
		try {
			AccountNotice notice = this.box.open(mail);
			AuthMail content = this.composer.compose(notice, link(notice));
			String messageId = "<" + mail.mailId() + "@" + this.host + ">";
			return new OutgoingMail(messageId, mail.kind(), notice.recipient(), content);
		}
		catch (RuntimeException ex) {
			logger.warn("Mail {} ({}) could not be composed and is tried again", mail.mailId(), mail.kind(), ex);
			throw new MailDeliveryException(Reason.LATER, "not composed: " + ex.getClass().getSimpleName(), ex);
		}
	}

	private @Nullable String link(AccountNotice notice) {
		AuthPage page = pageOf(notice.kind());
		Secret token = notice.token();
		return (page != null && token != null) ? this.links.link(page, token) : null;
	}

	static @Nullable AuthPage pageOf(NoticeKind kind) {
		return switch (kind) {
			case VERIFY_EMAIL -> AuthPage.VERIFY_EMAIL;
			case RESET_PASSWORD -> AuthPage.RESET_PASSWORD;
			case CONFIRM_EMAIL_CHANGE -> AuthPage.CONFIRM_EMAIL_CHANGE;
			case EMAIL_CHANGED -> AuthPage.UNDO_EMAIL_CHANGE;
			case INVITATION -> AuthPage.ACCEPT_INVITATION;
			case NEW_DEVICE -> AuthPage.NOT_ME;
			default -> null;
		};
	}

}
