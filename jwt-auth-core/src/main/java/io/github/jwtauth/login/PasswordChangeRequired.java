package io.github.jwtauth.login;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * A new password is demanded before the next session.
 *
 * @param at when
 * @param accountId whose
 * @param sessionsEnded whether every session ended as well
 */
public record PasswordChangeRequired(Instant at, AccountId accountId, boolean sessionsEnded) implements AuditedEvent {

	public PasswordChangeRequired {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(accountId, "accountId");
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.PASSWORD_CHANGE_REQUIRED).with("sessions_ended", this.sessionsEnded);
	}

}
