package io.github.jwtauth.protection;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Requests were refused because a budget is used up. Published once for many of them, so
 * that a flood of requests is no flood of events; outside any transaction.
 *
 * @param at when
 * @param accountId who was calling, or {@code null} when nobody was logged in
 * @param limit name of the limit, for example {@code login-per-address}
 */
public record RequestsRateLimited(Instant at, @Nullable AccountId accountId, String limit) implements AuditedEvent {

	public RequestsRateLimited {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(limit, "limit");
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.failure(AuditEventType.RATE_LIMITED).because(this.limit);
	}

}
