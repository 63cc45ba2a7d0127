package io.github.jwtauth.profile;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * An owner has changed names or preferences. What they are now is not told here.
 *
 * @param at when
 * @param accountId whose
 */
public record ProfileChanged(Instant at, AccountId accountId) implements AuditedEvent {

	public ProfileChanged {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(accountId, "accountId");
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.PROFILE_CHANGED);
	}

}
