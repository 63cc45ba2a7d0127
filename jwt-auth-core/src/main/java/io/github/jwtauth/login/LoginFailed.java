package io.github.jwtauth.login;

import java.time.Instant;
import java.util.Locale;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.audit.AuditEntry;
import io.github.jwtauth.audit.AuditEventType;
import io.github.jwtauth.audit.AuditedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Somebody did not get in. The reason is for the host; the caller was not told it.
 *
 * @param at when
 * @param accountId whose account was tried, or {@code null} when there is none or whoever
 * checked the password did not say
 * @param device where from
 * @param reason why
 * @param nameHash where nobody is known by it, a keyed hash of what was typed, so that
 * guesses at one name can be told to be that; else {@code null}
 */
public record LoginFailed(Instant at, @Nullable AccountId accountId, Device device, Reason reason,
		@Nullable String nameHash) implements AuditedEvent {

	/**
	 * A failure of somebody who is known, or of whom nothing is to be told.
	 * @param at when
	 * @param accountId whose account was tried, or {@code null}
	 * @param device where from
	 * @param reason why
	 */
	public LoginFailed(Instant at, @Nullable AccountId accountId, Device device, Reason reason) {
		this(at, accountId, device, reason, null);
	}

	@Override
	public AuditEntry audit() {
		AuditEntry entry = AuditEntry.failure(AuditEventType.LOGIN_FAILED)
			.because(this.reason.name().toLowerCase(Locale.ROOT))
			.from(this.device);
		return (this.nameHash != null) ? entry.with("name_hash", this.nameHash) : entry;
	}

	/**
	 * Why a login failed.
	 */
	public enum Reason {

		/** Nobody has this identifier. */
		UNKNOWN_ACCOUNT,

		/** The password was wrong, or the account has none. */
		WRONG_PASSWORD,

		/**
		 * The account is closed. The password was right, unless somebody else checks
		 * passwords, who may not look at it then.
		 */
		ACCOUNT_CLOSED,

		/** The password was right, the address is not proven. */
		EMAIL_NOT_VERIFIED,

		/** The password was changed while it was being checked. */
		CREDENTIAL_CHANGED

	}

}
