package io.github.jwtauth.mfa;

import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * A recovery code was used in place of the authenticator app.
 *
 * @param at when
 * @param accountId whose
 * @param device where from
 */
public record RecoveryCodeUsed(Instant at, AccountId accountId, Device device) implements AuditedEvent {

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.RECOVERY_CODE_USED).from(this.device);
	}

}
