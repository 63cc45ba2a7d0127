package io.github.jwtauth.mfa;

import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * An account has no second factor any more.
 *
 * @param at when
 * @param accountId whose
 * @param device where from
 */
public record MfaDisabled(Instant at, AccountId accountId, Device device) implements AuditedEvent {

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.MFA_DISABLED).from(this.device);
	}

}
