package io.github.jwtauth.mfa;

import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * Somebody who has proven one factor answered wrongly for the second: perhaps somebody
 * else knows the password (requirement R-17).
 *
 * @param at when
 * @param accountId whose
 * @param device where from
 * @param blocked whether it was turned back unseen, because there were too many before it
 */
public record MfaFailed(Instant at, AccountId accountId, Device device, boolean blocked) implements AuditedEvent {

	@Override
	public AuditEntry audit() {
		return AuditEntry.failure(AuditEventType.MFA_FAILED)
			.because(this.blocked ? "blocked" : "wrong_code")
			.from(this.device);
	}

}
