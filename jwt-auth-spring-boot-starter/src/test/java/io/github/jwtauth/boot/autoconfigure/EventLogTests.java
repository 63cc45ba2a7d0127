package io.github.jwtauth.boot.autoconfigure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.DeviceType;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;
import io.github.jwtauth.audit.RiskLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the log says of an event (requirements R-96, R-29).
 */
class EventLogTests {

	private static final AccountId OWNER = AccountId.random(RandomBytes.secure());

	private static final SessionId SESSION = SessionId.random(RandomBytes.secure());

	private final Logger logger = (Logger) LoggerFactory.getLogger(EventLog.LOGGER);

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	private final List<Runnable> committing = new ArrayList<>();

	private final EventLog log = new EventLog(new LateTransactions(this.committing));

	@BeforeEach
	void listen() {
		this.logger.setLevel(Level.INFO);
		this.lines.start();
		this.logger.addAppender(this.lines);
	}

	@AfterEach
	void stopListening() {
		this.logger.detachAppender(this.lines);
		this.logger.setLevel(null);
	}

	@Test
	void anEventIsOneLineWithIdsAndCodesAndNothingOfAPerson() {
		happened(AuditEntry.failure(AuditEventType.LOGIN_FAILED).because("wrong_password").in(SESSION).from(device()));
		ILoggingEvent line = this.lines.list.get(0);
		assertThat(line.getLevel()).isEqualTo(Level.INFO);
		assertThat(line.getFormattedMessage())
			.isEqualTo("LOGIN_FAILED outcome=failure reason=wrong_password risk=medium" + " account_id=" + OWNER
					+ " session_id=" + SESSION);
		assertThat(pairs(line)).isEqualTo("jwtauth.event=LOGIN_FAILED jwtauth.outcome=failure"
				+ " jwtauth.reason=wrong_password jwtauth.risk=medium jwtauth.account_id=" + OWNER
				+ " jwtauth.session_id=" + SESSION);
	}

	@Test
	void whatSomebodyShouldKnowIsAWarning() {
		happened(AuditEntry.success(AuditEventType.EMAIL_CHANGED));
		happened(AuditEntry.success(AuditEventType.LOGIN_SUCCEEDED).at(RiskLevel.CRITICAL));
		happened(AuditEntry.success(AuditEventType.LOGIN_SUCCEEDED));
		assertThat(this.lines.list).extracting(ILoggingEvent::getLevel)
			.containsExactly(Level.WARN, Level.WARN, Level.INFO);
	}

	@Test
	void aReasonOfAHostBreaksNoLine() { // X-53
		happened(AuditEntry.failure(AuditEventType.REGISTRATION_REFUSED)
			.because("a\r\n2026 WARN forged\u2028\u001b[31m${jndi:ldap://x}"));
		assertThat(this.lines.list.get(0).getFormattedMessage())
			.contains("reason=a__2026_WARN_forged___31m__jndi_ldap___x_")
			.doesNotContain("\n", "\r", "\u2028", "\u001b", "${");
	}

	@Test
	void whatWasRolledBackIsNotLogged() {
		this.log.happened(new Event(AuditEntry.success(AuditEventType.LOGIN_SUCCEEDED)));
		assertThat(this.lines.list).isEmpty();
		this.committing.forEach(Runnable::run);
		assertThat(this.lines.list).hasSize(1);
	}

	@Test
	void theLoggerCanBeSilenced() {
		this.logger.setLevel(Level.WARN);
		happened(AuditEntry.success(AuditEventType.LOGIN_SUCCEEDED));
		happened(AuditEntry.success(AuditEventType.EMAIL_CHANGED));
		assertThat(this.lines.list).hasSize(1);
	}

	private void happened(AuditEntry entry) {
		this.log.happened(new Event(entry));
		this.committing.forEach(Runnable::run);
		this.committing.clear();
	}

	private static String pairs(ILoggingEvent line) {
		return line.getKeyValuePairs()
			.stream()
			.map((pair) -> pair.key + "=" + pair.value)
			.collect(Collectors.joining(" "));
	}

	private static Device device() {
		return new Device("Ada's phone", DeviceType.MOBILE, "Firefox", "Android", "Mozilla/5.0", "192.0.2.7", "Paris",
				"FR");
	}

	private record Event(AuditEntry audit) implements AuditedEvent {

		@Override
		public Instant at() {
			return Instant.EPOCH;
		}

		@Override
		public AccountId accountId() {
			return OWNER;
		}

	}

	/** Commits when the test says so. */
	private record LateTransactions(List<Runnable> actions) implements Transactions {

		@Override
		public <T> T join(Supplier<? extends T> work) {
			return work.get();
		}

		@Override
		public <T> T alone(Supplier<? extends T> work) {
			return work.get();
		}

		@Override
		public void afterCommit(Runnable action) {
			this.actions.add(action);
		}

	}

}
