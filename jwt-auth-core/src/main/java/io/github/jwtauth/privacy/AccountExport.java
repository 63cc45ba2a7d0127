package io.github.jwtauth.privacy;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.mfa.RememberedDevices;
import io.github.jwtauth.mfa.SecondFactors;
import io.github.jwtauth.profile.AccountProfile;
import io.github.jwtauth.profile.Profile;
import io.github.jwtauth.session.DeviceSessions;

/**
 * Gives an owner everything that is known of them (requirement R-100). Whoever asks must
 * have proven lately who they are. Call it without a transaction: contributors may be
 * slow. Safe for use by many threads.
 */
public final class AccountExport {

	private final AccountProfile profiles;

	private final DeviceSessions sessions;

	private final SecondFactors factors;

	private final RememberedDevices devices;

	private final PersonalDataContributors contributors;

	private final AuthEventPublisher events;

	private final Clock clock;

	public AccountExport(AccountProfile profiles, DeviceSessions sessions, SecondFactors factors,
			RememberedDevices devices, PersonalDataContributors contributors, AuthEventPublisher events, Clock clock) {
		this.profiles = profiles;
		this.sessions = sessions;
		this.factors = factors;
		this.devices = devices;
		this.contributors = contributors;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Collects it.
	 * @param id whose
	 * @return all of it
	 * @throws AuthException with {@link AuthErrorCode#UNAVAILABLE} when a part of it
	 * cannot be had, or {@link AuthErrorCode#INVALID_TOKEN} when the account is gone
	 */
	public PersonalData export(AccountId id) {
		Profile profile = this.profiles.find(id);
		Map<String, Object> contributions = this.contributors.export(profile.account().subject());
		Instant now = this.clock.instant();
		PersonalData all = new PersonalData(now, profile, this.sessions.list(id), this.factors.state(id),
				this.devices.list(id), contributions);
		this.events.publish(new PersonalDataExported(now, id));
		return all;
	}

}
