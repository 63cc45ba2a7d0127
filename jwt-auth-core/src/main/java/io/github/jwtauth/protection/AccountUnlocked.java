package io.github.jwtauth.protection;

import java.time.Instant;
import java.util.Locale;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;

/**
 * The failed logins of an account are forgiven.
 *
 * @param at when
 * @param accountId whose
 * @param way by whom
 */
public record AccountUnlocked(Instant at, AccountId accountId, Way way) implements AuditedEvent {

	@Override
	public AuditEntry audit() {
		return AuditEntry.success(AuditEventType.ACCOUNT_UNLOCKED).because(this.way.name().toLowerCase(Locale.ROOT));
	}

	/**
	 * Who forgives.
	 */
	public enum Way {

		/** An administrator, or the host. */
		ADMINISTRATOR,

		/** The owner, by a mailed link. */
		PASSWORD_RESET

	}

}
