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
 * So many logins fail from one place that somebody seems to try passwords (requirement
 * A hint for operators, once for a place and period: nobody is refused because of
 * it.
 *
 * @param at when
 * @param device where the last one came from
 * @param sign what it looks like
 */
public record CredentialStuffingSuspected(Instant at, Device device, Sign sign) implements AuditedEvent {

	/** It is about a place. */
	@Override
	public @Nullable AccountId accountId() {
		return null;
	}

	@Override
	public AuditEntry audit() {
		return AuditEntry.failure(AuditEventType.CREDENTIAL_STUFFING_SUSPECTED)
			.because(this.sign.name().toLowerCase(Locale.ROOT))
			.from(this.device);
	}

	/**
	 * What it looks like.
	 */
	public enum Sign {

		/** Ten failures of one address (IPv6: /64) in an hour. */
		ONE_ADDRESS,

		/** Fifty accounts from one neighbourhood in ten minutes. */
		MANY_ACCOUNTS

	}

}
