package io.github.jwtauth.mfa;

import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * A device is not asked for the second factor for a while.
 *
 * @param at when
 * @param accountId whose
 * @param device where from
 */
public record DeviceRemembered(Instant at, AccountId accountId, Device device) implements AuditedEvent {

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.DEVICE_REMEMBERED).from(this.device);
	}

}
