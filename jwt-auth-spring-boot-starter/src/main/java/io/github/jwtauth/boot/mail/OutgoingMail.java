package io.github.jwtauth.boot.mail;

import java.util.Objects;

import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.notification.NoticeKind;

/**
 * A mail on its way. Prints nothing personal.
 *
 * @param messageId identity in the form of RFC 5322, the same in every attempt, so that a
 * duplicate can be recognised
 * @param kind what it tells
 * @param recipient the one who gets it
 * @param content what it says
 */
public record OutgoingMail(String messageId, NoticeKind kind, EmailAddress recipient, AuthMail content) {

	public OutgoingMail {
		Objects.requireNonNull(messageId, "messageId");
		Objects.requireNonNull(kind, "kind");
		Objects.requireNonNull(recipient, "recipient");
		Objects.requireNonNull(content, "content");
	}

	@Override
	public String toString() {
		return "OutgoingMail[messageId=" + this.messageId + ", kind=" + this.kind + "]";
	}

}
