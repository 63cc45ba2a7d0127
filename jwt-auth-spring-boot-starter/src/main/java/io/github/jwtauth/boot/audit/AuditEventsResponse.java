package io.github.jwtauth.boot.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.audit.AuditPage;
import io.github.jwtauth.audit.AuditQuery;
import io.github.jwtauth.audit.AuditRecord;
import org.jspecify.annotations.Nullable;

/**
 * A page of the audit trail.
 *
 * @param items the records, the newest first
 * @param page which page, from 0
 * @param size how many a full page has
 * @param total how many there are on all pages
 */
record AuditEventsResponse(List<Map<String, @Nullable Object>> items, int page, int size, long total) {

	static AuditEventsResponse of(AuditQuery query, AuditPage found) {
		return new AuditEventsResponse(found.items().stream().map(AuditEventsResponse::item).toList(), query.page(),
				query.size(), found.total());
	}

	/** Names of the columns; metadata as the text that they are. */
	private static Map<String, @Nullable Object> item(AuditRecord entry) {
		Map<String, @Nullable Object> item = new LinkedHashMap<>();
		item.put("event_id", entry.id().toString());
		item.put("occurred_at", entry.occurredAt().toString());
		item.put("type", entry.type());
		item.put("outcome", entry.outcome());
		item.put("reason", entry.reason());
		item.put("risk", entry.risk());
		item.put("actor_id", text(entry.actor()));
		item.put("account_id", text(entry.account()));
		item.put("session_id", text(entry.session()));
		item.put("ip_address", entry.ipAddress());
		item.put("user_agent", entry.userAgent());
		item.put("device", entry.device());
		item.put("request_id", entry.requestId());
		item.put("metadata", AuditMetadata.read(entry.metadata()));
		return item;
	}

	private static @Nullable String text(@Nullable Object id) {
		return (id != null) ? id.toString() : null;
	}

}
