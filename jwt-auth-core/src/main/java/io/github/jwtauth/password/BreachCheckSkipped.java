package io.github.jwtauth.password;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;
import org.jspecify.annotations.Nullable;

/**
 * A new password was taken although nobody could say whether it was published after a
 * breach (requirement R-07). Whose it is is not known here: it may be a registration.
 *
 * @param at when
 */
public record BreachCheckSkipped(Instant at) implements AuditedEvent {

	public BreachCheckSkipped {
		Objects.requireNonNull(at, "at");
	}

	@Override
	public @Nullable AccountId accountId() {
		return null;
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.failure(AuditEventType.BREACH_CHECK_SKIPPED);
	}

}
