package io.github.jwtauth.protection;

import java.time.Instant;
import java.util.Locale;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;
import org.jspecify.annotations.Nullable;

/**
 * A password was not looked at, because too many before it were wrong. Published of each
 * address and name once a minute, so that a flood of guesses is no flood of events.
 *
 * @param at when
 * @param accountId whose account was tried, or {@code null} when there is none or nobody
 * has looked
 * @param device where from
 * @param scope whose budget is used up
 */
public record LoginBlocked(Instant at, @Nullable AccountId accountId, Device device,
		AccountLocked.Scope scope) implements AuditedEvent {

	@Override
	public AuditEntry audit() {
		return AuditEntry.failure(AuditEventType.LOGIN_BLOCKED)
			.because(this.scope.name().toLowerCase(Locale.ROOT))
			.from(this.device);
	}

}
