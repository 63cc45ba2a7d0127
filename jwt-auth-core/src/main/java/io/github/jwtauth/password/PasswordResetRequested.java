package io.github.jwtauth.password;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asked for a mail that sets another password.
 *
 * @param at when
 * @param accountId whose account, or {@code null} when nobody was written to
 */
public record PasswordResetRequested(Instant at, @Nullable AccountId accountId) implements AuditedEvent {

	public PasswordResetRequested {
		Objects.requireNonNull(at, "at");
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.PASSWORD_RESET_REQUESTED);
	}

}
