package io.github.jwtauth.notification;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;
import org.jspecify.annotations.Nullable;

/**
 * A mail was given up: its recipient was refused, or it could not be sent in time. Its
 * owner has not been told.
 *
 * @param at when it was given up
 * @param accountId whose account, or {@code null} when there was none yet
 * @param mailId which mail
 * @param kind what it told
 */
public record MailUndeliverable(Instant at, @Nullable AccountId accountId, UUID mailId,
		NoticeKind kind) implements AuditedEvent {

	public MailUndeliverable {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(mailId, "mailId");
		Objects.requireNonNull(kind, "kind");
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.failure(AuditEventType.MAIL_UNDELIVERABLE)
			.with("mail_id", this.mailId)
			.with("kind", this.kind.name().toLowerCase(Locale.ROOT));
	}

}
