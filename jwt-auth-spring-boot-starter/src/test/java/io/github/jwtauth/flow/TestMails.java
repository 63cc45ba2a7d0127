package io.github.jwtauth.flow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.jwtauth.boot.mail.AuthMailTransport;
import io.github.jwtauth.boot.mail.OutgoingMail;
import io.github.jwtauth.notification.NoticeKind;

/**
 * Keeps what the outbox of a host has sent, in the order it was sent.
 */
public final class TestMails implements AuthMailTransport {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final Pattern TOKEN = Pattern.compile("#token=(\\S+)");

	private final List<OutgoingMail> sent = new CopyOnWriteArrayList<>();

	@Override
	public void deliver(OutgoingMail mail) {
		this.sent.add(mail);
		synchronized (this) {
			notifyAll();
		}
	}

	/**
	 * Everything that was sent so far.
	 * @return the oldest first
	 */
	public List<OutgoingMail> all() {
		return List.copyOf(this.sent);
	}

	/**
	 * Waits for mail: it leaves after the answer.
	 * @param kind which
	 * @param count how many of it
	 * @return the oldest first
	 */
	public List<OutgoingMail> await(NoticeKind kind, int count) {
		long end = System.nanoTime() + PATIENCE.toNanos();
		synchronized (this) {
			while (all(kind).size() < count && System.nanoTime() < end) {
				try {
					wait(100);
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			}
		}
		if (all(kind).size() < count) {
			throw new AssertionError("only " + all(kind).size() + " mails of kind " + kind + ", in all " + this.sent);
		}
		return all(kind);
	}

	/**
	 * The token of the last mail of a kind.
	 * @param kind which; one must have been sent or be on its way
	 * @return what its link carries
	 */
	public String token(NoticeKind kind) {
		List<OutgoingMail> mails = await(kind, 1);
		Matcher link = TOKEN.matcher(mails.get(mails.size() - 1).content().text());
		if (!link.find()) {
			throw new AssertionError("no link in the mail of kind " + kind);
		}
		return link.group(1);
	}

	private List<OutgoingMail> all(NoticeKind kind) {
		return this.sent.stream().filter((mail) -> mail.kind() == kind).toList();
	}

}
