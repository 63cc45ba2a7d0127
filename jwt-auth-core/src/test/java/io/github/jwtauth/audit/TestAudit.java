package io.github.jwtauth.audit;

import java.time.Instant;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.RandomBytes;
import org.jspecify.annotations.Nullable;

/**
 * Records for tests.
 */
public final class TestAudit {

	private TestAudit() {
	}

	/**
	 * A record of somebody's login.
	 * @param at when
	 * @return with an id of its own
	 */
	public static AuditRecord login(Instant at) {
		return of(AuditEventType.LOGIN_SUCCEEDED, AccountId.random(RandomBytes.secure()), at);
	}

	/**
	 * A record with something in every column.
	 * @param type of the event
	 * @param account whose
	 * @param at when
	 * @return with an id of its own
	 */
	public static AuditRecord of(AuditEventType type, @Nullable AccountId account, Instant at) {
		return new AuditRecord(UUID.randomUUID(), at, type.name(), AuditRecord.SUCCESS, "why_not", "low", account,
				account, null, "192.0.2.7", "Mozilla/5.0 (Grüße 🐢)", "Firefox, Linux", "request-1",
				"{\"amr\":\"pwd\"}");
	}

}
