package io.github.jwtauth.boot.autoconfigure;

import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditedEvent;
import io.github.jwtauth.audit.RiskLevel;
import io.github.jwtauth.boot.http.AuthEventObserver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One line in the log for each event, once it has committed: ids and codes, no address,
 * no user agent, no mailbox. The same words once more as key-value pairs, for structured
 * logs. The request's id stands in the logging context; as a pair of its own it would be
 * there twice.
 */
final class EventLog implements AuthEventObserver {

	/** Its own name, so that a host can send it elsewhere or silence it. */
	static final String LOGGER = "io.github.jwtauth.events";

	private static final Logger logger = LoggerFactory.getLogger(LOGGER);

	private final Transactions transactions;

	EventLog(Transactions transactions) {
		this.transactions = transactions;
	}

	@Override
	public void observe(AuthEvent event) {
		if (event instanceof AuditedEvent audited) {
			happened(audited);
		}
	}

	/**
	 * Logs an event when its change is certain.
	 */
	void happened(AuditedEvent event) {
		AuditEntry entry = event.audit();
		Level level = (entry.risk().compareTo(RiskLevel.HIGH) >= 0) ? Level.WARN : Level.INFO;
		if (logger.isEnabledForLevel(level)) {
			this.transactions.afterCommit(() -> new Line(logger.atLevel(level)).write(event, entry));
		}
	}

	/**
	 * A line that is being written.
	 *
	 * @param log takes the pairs
	 * @param text is read by people
	 */
	private record Line(LoggingEventBuilder log, StringBuilder text) {

		Line(LoggingEventBuilder log) {
			this(log, new StringBuilder());
		}

		void write(AuditedEvent event, AuditEntry entry) {
			SessionId session = entry.sessionId();
			this.text.append(entry.type());
			this.log.addKeyValue("jwtauth.event", entry.type().name());
			add("outcome", entry.succeeded() ? "success" : "failure");
			add("reason", entry.reason());
			add("risk", entry.risk().code());
			add("account_id", event.accountId());
			add("session_id", session);
			this.log.log(this.text.toString());
		}

		private void add(String name, @Nullable Object value) {
			if (value != null) {
				String safe = value.toString().replaceAll("[^A-Za-z0-9_.-]", "_");
				this.text.append(' ').append(name).append('=').append(safe);
				this.log.addKeyValue("jwtauth." + name, safe);
			}
		}

	}

}
