package io.github.jwtauth.login;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who was authenticated elsewhere was not let in. The reason is for the host.
 *
 * @param at when
 * @param accountId who, or {@code null} when there is no such account
 * @param device where from
 * @param reason why
 */
public record ExternalLoginRefused(Instant at, @Nullable AccountId accountId, Device device,
		LoginFailed.Reason reason) implements AuditedEvent {

	public ExternalLoginRefused {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(device, "device");
		Objects.requireNonNull(reason, "reason");
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.failure(AuditEventType.EXTERNAL_LOGIN_REFUSED)
			.because(this.reason.name().toLowerCase(Locale.ROOT))
			.from(this.device);
	}

}
