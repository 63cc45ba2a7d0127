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
 * So many passwords were wrong that others are not looked at for a while. Published once
 * for a lock, also for identifiers that nobody has.
 *
 * @param at when
 * @param accountId whose account was tried, or {@code null} when there is none
 * @param device where the last one came from
 * @param scope who is locked out
 * @param until until when; {@link LoginFailures#FOR_GOOD} where only a reset or an
 * administrator helps
 */
public record AccountLocked(Instant at, @Nullable AccountId accountId, Device device, Scope scope,
		Instant until) implements AuditedEvent {

	@Override
	public AuditEntry audit() {
		return AuditEntry.failure(AuditEventType.ACCOUNT_LOCKED)
			.because(this.scope.name().toLowerCase(Locale.ROOT))
			.from(this.device)
			.with("until", this.until);
	}

	/**
	 * Who is locked out.
	 */
	public enum Scope {

		/** Everybody on a device that the account does not know. */
		STRANGERS,

		/** One device that its owner has used before. */
		DEVICE,

		/** Somebody who is logged in, as far as their password is asked for. */
		SESSION;

		/**
		 * Whom a guess locks out.
		 * @param guess the one that was too many
		 * @return the scope
		 */
		public static Scope of(PasswordGuess guess) {
			if (guess instanceof PasswordGuess.ByDevice) {
				return DEVICE;
			}
			return (guess instanceof PasswordGuess.InSession) ? SESSION : STRANGERS;
		}

	}

}
