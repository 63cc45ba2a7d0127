package io.github.jwtauth.privacy;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.jwtauth.mfa.FactorState;
import io.github.jwtauth.mfa.RememberedDevice;
import io.github.jwtauth.profile.Profile;
import io.github.jwtauth.session.LoginSession;

/**
 * Everything that is known of an owner. No hash, no token, nobody else's data and no key
 * of the host (requirement R-100).
 *
 * @param at when it was collected
 * @param profile the account and what is kept beside it
 * @param sessions the live sessions, the oldest first
 * @param secondFactor whether there is one, and since when
 * @param rememberedDevices devices that are not asked for it, the oldest first
 * @param contributions what the application adds, by the name of the contributor; texts,
 * numbers, booleans, lists and maps only
 */
public record PersonalData(Instant at, Profile profile, List<LoginSession> sessions, FactorState secondFactor,
		List<RememberedDevice> rememberedDevices, Map<String, Object> contributions) {

	public PersonalData {
		Objects.requireNonNull(at, "at");
		Objects.requireNonNull(profile, "profile");
		sessions = List.copyOf(sessions);
		Objects.requireNonNull(secondFactor, "secondFactor");
		rememberedDevices = List.copyOf(rememberedDevices);
		contributions = Collections.unmodifiableMap(new LinkedHashMap<>(contributions));
	}

	/** Nothing but personal data. */
	@Override
	public String toString() {
		return "PersonalData[id=" + this.profile.account().id() + "]";
	}

}
