package io.github.jwtauth.verification;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asked for another mail that proves an address.
 *
 * @param at when
 * @param accountId whose address waits for a proof, or {@code null} when nobody was
 * written to
 */
public record EmailVerificationRequested(Instant at, @Nullable AccountId accountId) implements AuditedEvent {

	public EmailVerificationRequested {
		Objects.requireNonNull(at, "at");
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.EMAIL_VERIFICATION_REQUESTED);
	}

}
