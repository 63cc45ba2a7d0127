package io.github.jwtauth.boot.mail;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.notification.MailOutbox;
import io.github.jwtauth.notification.MailStatistics;

/**
 * How mail leaves, and how much is waiting.
 */
final class MailSection implements DoctorSection {

	private static final Duration LONG = Duration.ofMinutes(15);

	private final AuthMailTransport transport;

	private final MailOutbox outbox;

	private final Clock clock;

	MailSection(AuthMailTransport transport, MailOutbox outbox, Clock clock) {
		this.transport = transport;
		this.outbox = outbox;
		this.clock = clock;
	}

	@Override
	public String name() {
		return "mail";
	}

	@Override
	public Map<String, Object> facts() {
		MailStatistics statistics = this.outbox.statistics(this.clock.instant());
		Duration oldest = statistics.oldestPendingAge();
		Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("transport", transport());
		facts.put("waiting", statistics.pending());
		facts.put("oldest_overdue_seconds", (oldest != null) ? oldest.toSeconds() : 0);
		facts.put("undeliverable", statistics.dead());
		return facts;
	}

	@Override
	public List<String> warnings() {
		if (this.transport instanceof NoTransport) {
			return List.of("Nobody is told anything by mail: there is no mail server. Set spring.mail.host");
		}
		Duration oldest = this.outbox.statistics(this.clock.instant()).oldestPendingAge();
		return (oldest != null && oldest.compareTo(LONG) > 0) ? List.of("Mail has been waiting for "
				+ oldest.toMinutes() + " minutes. The log says why it does not leave; look at spring.mail.*")
				: List.of();
	}

	private String transport() {
		if (this.transport instanceof SmtpTransport) {
			return "smtp";
		}
		if (this.transport instanceof LogTransport) {
			return "log";
		}
		return (this.transport instanceof NoTransport) ? "none" : "the application's own";
	}

}
