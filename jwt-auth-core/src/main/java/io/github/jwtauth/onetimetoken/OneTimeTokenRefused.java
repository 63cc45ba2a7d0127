package io.github.jwtauth.onetimetoken;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;
import org.jspecify.annotations.Nullable;

/**
 * A mailed token was presented that is not good for anything: unknown, used, expired,
 * overtaken. Which of these is not told apart, here neither.
 *
 * @param at when
 * @param use what for, in lower case
 */
public record OneTimeTokenRefused(Instant at, String use) implements AuditedEvent {

	public OneTimeTokenRefused {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(use, "use");
	}

	@Override
	public @Nullable AccountId accountId() {
		return null;
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.failure(AuditEventType.ONE_TIME_TOKEN_REFUSED).with("use", this.use);
	}

}
