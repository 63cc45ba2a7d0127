package io.github.jwtauth.mfa;

import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * An owner wants a device to be asked for the second factor again.
 *
 * @param at when
 * @param accountId whose
 */
public record DeviceForgotten(Instant at, AccountId accountId) implements AuditedEvent {

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.DEVICE_FORGOTTEN);
	}

}
