package io.github.jwtauth.registration;

import java.time.Instant;
import java.util.Locale;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * An account came to be.
 *
 * @param at when
 * @param accountId which
 * @param way how
 */
public record AccountRegistered(Instant at, AccountId accountId, RegistrationWay way) implements AuditedEvent {

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.ACCOUNT_REGISTERED)
			.with("way", this.way.name().toLowerCase(Locale.ROOT));
	}

}
