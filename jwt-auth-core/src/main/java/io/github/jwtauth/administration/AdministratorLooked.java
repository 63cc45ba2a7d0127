package io.github.jwtauth.administration;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;
import org.jspecify.annotations.Nullable;

/**
 * An administrator looked at what people have here. Of a search only the length of its
 * text is kept, which may be somebody's address.
 *
 * @param at when
 * @param accountId whose account was looked at, or {@code null} for a list
 * @param what a code in lower case, for example {@code accounts} or {@code sessions}
 * @param queryLength characters that were searched for; 0 where nothing is searched
 */
public record AdministratorLooked(Instant at, @Nullable AccountId accountId, String what,
		int queryLength) implements AuditedEvent {

	public AdministratorLooked {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(what, "what");
	}

	@Override
	public AuditEntry audit() {
		AuditEntry entry = AuditEntry.success(AuditEventType.ADMINISTRATOR_LOOKED).with("what", this.what);
		return (this.accountId == null) ? entry.with("query_length", this.queryLength) : entry;
	}

}
