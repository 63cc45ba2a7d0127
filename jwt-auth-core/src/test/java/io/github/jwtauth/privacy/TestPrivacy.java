package io.github.jwtauth.privacy;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.github.jwtauth.account.AdministratorGuard;
import io.github.jwtauth.account.ExtraFields;
import io.github.jwtauth.login.AccountRemains;
import io.github.jwtauth.login.TestJwtAuth;
import io.github.jwtauth.profile.AccountProfile;

/**
 * Profile, export and deletion over the stores of a {@link TestJwtAuth}. The host has
 * declared {@code company} and {@code phone}.
 */
public final class TestPrivacy {

	public final AccountProfile profiles;

	public final AccountExport exports;

	public final AccountDeletion deletion;

	public final DueDeletions due;

	/**
	 * Wires everything.
	 * @param core the rest
	 * @param gracePeriod zero deletes at once
	 * @param contributors the host's
	 */
	public TestPrivacy(TestJwtAuth core, Duration gracePeriod, PersonalDataContributor... contributors) {
		this(core, gracePeriod, AdministratorGuard.NONE, contributors);
	}

	/**
	 * Wires everything, where somebody administers.
	 * @param core the rest
	 * @param gracePeriod zero deletes at once
	 * @param administrators keeps the last one
	 * @param contributors the host's
	 */
	public TestPrivacy(TestJwtAuth core, Duration gracePeriod, AdministratorGuard administrators,
			PersonalDataContributor... contributors) {
		PersonalDataContributors all = new PersonalDataContributors(List.of(contributors));
		AccountRemains remains = new AccountRemains(core.changes, core.subjects, core.mailedTokens, core.identities,
				core.details, core.passwordHistory, core.factorRemains, core.protection, core.notices);
		AccountErasure erasure = new AccountErasure(core.accounts, core.details, remains, all, core.notices,
				administrators, core.events, core.clock);
		this.profiles = new AccountProfile(core.lookup, core.accounts, core.subjects, core.details, core.identities,
				core.events, core.transactions, core.clock, new ExtraFields(Set.of("company", "phone")));
		this.exports = new AccountExport(this.profiles, core.devices, all, core.events, core.clock);
		this.deletion = new AccountDeletion(core.lookup, core.subjects, core.details, core.guesses, core.passwords,
				core.whitelist, erasure, core.notices, core.events, core.transactions, core.clock,
				new DeletionSettings(gracePeriod));
		this.due = new DueDeletions(core.subjects, erasure, core.transactions, core.clock);
	}

}
