package io.github.jwtauth.test;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.jwtauth.boot.mail.OutgoingMail;
import io.github.jwtauth.notification.NoticeKind;
import org.jspecify.annotations.Nullable;

/**
 * A mail that would have left the application. Prints what it is about, not the links
 * that it holds.
 *
 * @param outgoing as the outbox gave it away
 */
public record CapturedMail(OutgoingMail outgoing) {

	private static final Pattern LINK = Pattern.compile("https?://\\S+");

	private static final Pattern TOKEN = Pattern.compile("#(?:\\S*&)?token=([^&\\s]+)");

	private static final Pattern CODE = Pattern.compile("(?<![0-9A-Za-z_-])[0-9]{8}(?![0-9A-Za-z_-])");

	public NoticeKind kind() {
		return this.outgoing.kind();
	}

	public String recipient() {
		return this.outgoing.recipient().value();
	}

	public String subject() {
		return this.outgoing.content().subject();
	}

	public String text() {
		return this.outgoing.content().text();
	}

	public @Nullable String html() {
		return this.outgoing.content().html();
	}

	/**
	 * Where the mail leads.
	 * @return the addresses in the text, in its order
	 */
	public List<String> links() {
		return LINK.matcher(text()).results().map((link) -> link.group()).toList();
	}

	/**
	 * What the link of the mail carries behind {@code #}, and what endpoints such as
	 * {@code POST /auth/email/verify} take.
	 * @return the token
	 * @throws AssertionError when no link carries one
	 */
	public String token() {
		Matcher token = TOKEN.matcher(text());
		if (!token.find()) {
			throw new AssertionError("There is no link with a token in " + this);
		}
		return token.group(1);
	}

	/**
	 * What somebody types who cannot follow the link.
	 * @return eight digits
	 * @throws AssertionError when the mail holds none
	 */
	public String code() {
		Matcher code = CODE.matcher(text());
		if (!code.find()) {
			throw new AssertionError("There is no code in " + this);
		}
		return code.group();
	}

	@Override
	public String toString() {
		return "CapturedMail[kind=" + kind() + ", recipient=" + recipient() + "]";
	}

}
