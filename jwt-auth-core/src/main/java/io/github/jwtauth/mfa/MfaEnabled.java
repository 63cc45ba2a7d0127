package io.github.jwtauth.mfa;

import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * An account has a second factor from now on.
 *
 * @param at when
 * @param accountId whose
 * @param device where from
 */
public record MfaEnabled(Instant at, AccountId accountId, Device device) implements AuditedEvent {

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.MFA_ENABLED).from(this.device);
	}

}
