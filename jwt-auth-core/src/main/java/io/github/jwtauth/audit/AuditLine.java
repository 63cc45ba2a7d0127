package io.github.jwtauth.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A record as one line of text, for the log that takes what the store could not.
 */
public final class AuditLine {

	private AuditLine() {
	}

	/**
	 * Writes a record as a JSON object with the names of the columns.
	 * @param kept the record
	 * @return one line without control characters
	 */
	public static String of(AuditRecord kept) {
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		members.put("event_id", kept.id());
		members.put("occurred_at", kept.occurredAt());
		members.put("type", kept.type());
		members.put("outcome", kept.outcome());
		members.put("reason", kept.reason());
		members.put("risk", kept.risk());
		members.put("actor_id", kept.actor());
		members.put("account_id", kept.account());
		members.put("session_id", kept.session());
		members.put("ip_address", kept.ipAddress());
		members.put("user_agent", kept.userAgent());
		members.put("device", kept.device());
		members.put("request_id", kept.requestId());
		members.put("metadata", kept.metadata());
		StringBuilder line = new StringBuilder("{");
		members.forEach((name, value) -> append(line, name, value));
		return line.append('}').toString();
	}

	private static void append(StringBuilder line, String name, @Nullable Object value) {
		if (value != null) {
			line.append((line.length() > 1) ? "," : "").append('"').append(name).append("\":");
			line.append(AuditText.quoted(Objects.toString(value)));
		}
	}

}
