package io.github.jwtauth.password;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * An account has a new password.
 *
 * @param at when
 * @param accountId whose
 * @param way how it came to be
 * @param device where from
 */
public record PasswordChanged(Instant at, AccountId accountId, Way way, Device device) implements AuditedEvent {

	public PasswordChanged {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(accountId, "accountId");
		Objects.requireNonNull(way, "way");
		Objects.requireNonNull(device, "device");
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry
			.success((this.way == Way.RESET) ? AuditEventType.PASSWORD_RESET : AuditEventType.PASSWORD_CHANGED)
			.from(this.device)
			.with("way", this.way.name().toLowerCase(Locale.ROOT));
	}

	/**
	 * How a password came to be.
	 */
	public enum Way {

		/** Its owner was logged in and knew the old one. */
		CHANGE,

		/** Its owner had forgotten the old one and used a mailed token. */
		RESET,

		/** Its owner knew the old one and had to set another before the next session. */
		DEMAND

	}

}
