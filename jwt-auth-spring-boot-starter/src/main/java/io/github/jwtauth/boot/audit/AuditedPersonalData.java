package io.github.jwtauth.boot.audit;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditPage;
import io.github.jwtauth.audit.AuditQuery;
import io.github.jwtauth.audit.AuditRecord;
import io.github.jwtauth.audit.AuditStore;
import io.github.jwtauth.privacy.PersonalDataContributor;
import org.jspecify.annotations.Nullable;

/**
 * The owner's part of the audit trail (requirement R-100). Where an administrator did
 * something, or nobody knows who, the owner learns what, and not who and from where.
 * Nothing is erased with an account: the records tell no name and no address of a
 * mailbox, their account id leads to nobody any more, and a chain with holes proves
 * nothing.
 */
final class AuditedPersonalData implements PersonalDataContributor {

	/** Enough for years of an ordinary life, and not more than a file may have. */
	static final int MOST = 1000;

	private final AuditStore store;

	AuditedPersonalData(AuditStore store) {
		this.store = store;
	}

	@Override
	public String name() {
		return "audit_trail";
	}

	@Override
	public Map<String, Object> export(AccountId id, String accountKey) {
		AuditPage newest = this.store.find(new AuditQuery(id, null, null, 0, MOST));
		return Map.of("total", newest.total(), "events",
				newest.items().stream().map((entry) -> item(id, entry)).toList());
	}

	@Override
	public void erase(AccountId id, String accountKey) {
		// They stay until their time is over.
	}

	private static Map<String, Object> item(AccountId owner, AuditRecord entry) {
		Map<String, Object> item = new LinkedHashMap<>();
		item.put("occurred_at", entry.occurredAt());
		item.put("type", entry.type());
		item.put("outcome", entry.outcome());
		put(item, "reason", entry.reason());
		put(item, "session_id", entry.session());
		if (showsWhere(owner, entry)) {
			put(item, "ip_address", entry.ipAddress());
			put(item, "user_agent", entry.userAgent());
			put(item, "device", entry.device());
		}
		return item;
	}

	/** Whoever succeeded and is not known may be an operator; whoever failed is not. */
	private static boolean showsWhere(AccountId owner, AuditRecord entry) {
		AccountId actor = entry.actor();
		return (actor != null) ? actor.equals(owner) : entry.outcome().equals(AuditRecord.FAILURE);
	}

	private static void put(Map<String, Object> item, String name, @Nullable Object value) {
		if (value != null) {
			item.put(name, value.toString());
		}
	}

}
