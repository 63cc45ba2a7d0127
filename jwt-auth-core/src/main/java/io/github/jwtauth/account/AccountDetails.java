package io.github.jwtauth.account;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What this library keeps of an account beside what the host's own table has, whatever
 * that looks like: nothing of it is needed to log in. Immutable.
 *
 * @param registeredAt when the account was made here, or {@code null} when it was made
 * elsewhere
 * @param emailVerifiedAt when the present address was proven, or {@code null}
 * @param passwordChangedAt when the present password was set, or {@code null}
 * @param locale language tag (BCP 47) that mails are written in, or {@code null} for the
 * application's
 * @param timeZone name of a time zone (IANA), or {@code null}
 * @param terms agreement to the terms, or {@code null}
 * @param privacyPolicy agreement to the privacy policy, or {@code null}
 * @param extra what the host declared in {@code jwtauth.registration.extra-fields}, by
 * name
 */
public record AccountDetails(@Nullable Instant registeredAt, @Nullable Instant emailVerifiedAt,
		@Nullable Instant passwordChangedAt, @Nullable String locale, @Nullable String timeZone,
		@Nullable Consent terms, @Nullable Consent privacyPolicy, Map<String, String> extra) {

	/** Nothing is known. */
	public static final AccountDetails NONE = new AccountDetails(null, null, null, null, null, null, null, Map.of());

	public AccountDetails {
		extra = Map.copyOf(extra);
	}

	/** Extra fields may be personal data. */
	@Override
	public String toString() {
		return "AccountDetails[registeredAt=" + this.registeredAt + "]";
	}

}
