package io.github.jwtauth.administration;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * Somebody wanted what only administrators may, or presented a setup token in vain.
 *
 * @param at when
 * @param accountId who
 * @param what what they wanted, a code in lower case
 */
public record AdministrationDenied(Instant at, AccountId accountId, String what) implements AuditedEvent {

	public AdministrationDenied {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(accountId, "accountId");
		Objects.requireNonNull(what, "what");
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.failure(AuditEventType.ACCESS_DENIED).with("what", this.what);
	}

}
