package io.github.jwtauth.administration;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * Somebody wanted what only administrators may, or more than this administrator may, or
 * presented a setup token in vain. Told by whoever serves the request, of each caller and
 * wish once a minute; outside any transaction.
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
