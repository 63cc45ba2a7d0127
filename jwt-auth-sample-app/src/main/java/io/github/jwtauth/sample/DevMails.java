package io.github.jwtauth.sample;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.jwtauth.boot.mail.AuthMailTransport;
import io.github.jwtauth.boot.mail.OutgoingMail;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Conditional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An inbox to try things out: keeps the last mails instead of sending them, on the
 * in-memory database only, and shows them to this machine only. They hold links that open
 * accounts.
 */
@RestController
@Conditional(InMemoryDatabase.class)
class DevMails implements AuthMailTransport {

	private static final Logger logger = LoggerFactory.getLogger(DevMails.class);

	private static final Pattern LINK = Pattern.compile("https?://\\S+");

	private static final int MOST = 200;

	private final Deque<Mail> mails = new ArrayDeque<>();

	private final Clock clock = Clock.systemUTC();

	@Override
	public void deliver(OutgoingMail outgoing) {
		Mail mail = new Mail(outgoing.recipient().value(), outgoing.content().subject(), outgoing.content().text(),
				outgoing.content().html(), links(outgoing.content().text()), this.clock.instant());
		synchronized (this.mails) {
			this.mails.addLast(mail);
			if (this.mails.size() > MOST) {
				this.mails.removeFirst();
			}
		}
		logger.info("Mail to {}: {} (read it at /dev/mails)", mail.to(), mail.subject());
	}

	@GetMapping("/dev/mails")
	ResponseEntity<List<Mail>> mails(HttpServletRequest request) throws UnknownHostException {
		if (!InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()) {
			return ResponseEntity.notFound().build();
		}
		synchronized (this.mails) {
			return ResponseEntity.ok(List.copyOf(this.mails));
		}
	}

	private static List<String> links(String text) {
		return LINK.matcher(text).results().map(MatchResult::group).toList();
	}

	/**
	 * A mail as this inbox shows it.
	 */
	record Mail(String to, String subject, String text, @Nullable String html, List<String> links,
			@JsonProperty("sent_at") Instant sentAt) {

		@Override
		public String toString() {
			return "Mail[***]";
		}

	}

}
