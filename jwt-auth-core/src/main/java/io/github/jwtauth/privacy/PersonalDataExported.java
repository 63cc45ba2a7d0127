package io.github.jwtauth.privacy;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * Somebody who proved to be the owner was given everything that is known of them.
 *
 * @param at when
 * @param accountId whose
 */
public record PersonalDataExported(Instant at, AccountId accountId) implements AuditedEvent {

	public PersonalDataExported {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(accountId, "accountId");
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.PERSONAL_DATA_EXPORTED);
	}

}
