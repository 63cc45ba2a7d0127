package io.github.jwtauth.mfa;

import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * There are new recovery codes, and the old ones are void.
 *
 * @param at when
 * @param accountId whose
 * @param device where from
 */
public record RecoveryCodesReplaced(Instant at, AccountId accountId, Device device) implements AuditedEvent {

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.RECOVERY_CODES_REPLACED).from(this.device);
	}

}
