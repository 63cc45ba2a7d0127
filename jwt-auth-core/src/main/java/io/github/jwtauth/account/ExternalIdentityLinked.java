package io.github.jwtauth.account;

import java.time.Instant;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * From now on a provider's identity opens an account.
 *
 * @param at when
 * @param accountId whose
 * @param provider which provider
 */
public record ExternalIdentityLinked(Instant at, AccountId accountId, String provider) implements AuditedEvent {

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.EXTERNAL_IDENTITY_LINKED).with("provider", this.provider);
	}

}
