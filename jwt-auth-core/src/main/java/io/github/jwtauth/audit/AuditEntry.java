package io.github.jwtauth.audit;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.github.jwtauth.Device;
import io.github.jwtauth.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * What an event says of itself to the audit trail. Ids, codes and numbers only: no
 * address of a mailbox, no name, no secret, because the trail outlives the account.
 *
 * @param type what happened
 * @param succeeded whether the caller got what they wanted
 * @param reason why, as a code in lower case, or {@code null}
 * @param risk how much an operator should care
 * @param sessionId which session, or {@code null}
 * @param device where from, or {@code null} when the request tells
 * @param metadata more codes and numbers, by name
 */
public record AuditEntry(AuditEventType type, boolean succeeded, @Nullable String reason, RiskLevel risk,
		@Nullable SessionId sessionId, @Nullable Device device, Map<String, String> metadata) {

	public AuditEntry {
		Objects.requireNonNull(type, "type");
		Objects.requireNonNull(risk, "risk");
		metadata = Map.copyOf(metadata);
	}

	/**
	 * Something that was done.
	 * @param type what
	 * @return an entry to which the other methods add
	 */
	public static AuditEntry success(AuditEventType type) {
		return new AuditEntry(type, true, null, type.risk(), null, null, Map.of());
	}

	/**
	 * Something that was refused or went wrong.
	 * @param type what
	 * @return an entry to which the other methods add
	 */
	public static AuditEntry failure(AuditEventType type) {
		return new AuditEntry(type, false, null, type.risk(), null, null, Map.of());
	}

	/**
	 * The same entry with a reason.
	 * @param code in lower case
	 * @return a copy
	 */
	public AuditEntry because(@Nullable String code) {
		return new AuditEntry(this.type, this.succeeded, code, this.risk, this.sessionId, this.device, this.metadata);
	}

	/**
	 * The same entry with another risk.
	 * @param level how much an operator should care
	 * @return a copy
	 */
	public AuditEntry at(RiskLevel level) {
		return new AuditEntry(this.type, this.succeeded, this.reason, level, this.sessionId, this.device,
				this.metadata);
	}

	/**
	 * The same entry about a session.
	 * @param session which
	 * @return a copy
	 */
	public AuditEntry in(@Nullable SessionId session) {
		return new AuditEntry(this.type, this.succeeded, this.reason, this.risk, session, this.device, this.metadata);
	}

	/**
	 * The same entry with a device.
	 * @param where where from
	 * @return a copy
	 */
	public AuditEntry from(@Nullable Device where) {
		return new AuditEntry(this.type, this.succeeded, this.reason, this.risk, this.sessionId, where, this.metadata);
	}

	/**
	 * The same entry with one more code or number.
	 * @param name in lower case
	 * @param value no personal data
	 * @return a copy
	 */
	public AuditEntry with(String name, Object value) {
		Map<String, String> more = new TreeMap<>(this.metadata);
		more.put(name, value.toString());
		return new AuditEntry(this.type, this.succeeded, this.reason, this.risk, this.sessionId, this.device, more);
	}

}
