package io.github.jwtauth.registration;

import java.time.Clock;
import java.time.Instant;
import java.util.SortedSet;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDetails;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.SubjectStore;

/**
 * What an account looks like when it has just been registered. Safe for use by many
 * threads.
 */
public final class NewAccounts {

	private final SubjectStore subjects;

	private final AccountDetailsStore details;

	private final RegistrationSettings settings;

	private final AuthEventPublisher events;

	private final RandomBytes random;

	private final Clock clock;

	public NewAccounts(SubjectStore subjects, AccountDetailsStore details, RegistrationSettings settings,
			AuthEventPublisher events, RandomBytes random, Clock clock) {
		this.subjects = subjects;
		this.details = details;
		this.settings = settings;
		this.events = events;
		this.random = random;
		this.clock = clock;
	}

	/**
	 * An account that nobody has proven anything of.
	 * @param applicant whose
	 * @param roles what it may do
	 * @param hash of the password
	 * @return the account, with a key of its own
	 */
	Account draft(Applicant applicant, SortedSet<String> roles, Secret hash) {
		// Any random text: the key is no identity, and is never shown.
		return Account.withKey(AccountId.random(this.random).toString())
			.withEmail(applicant.email(), false)
			.withUsername(applicant.username())
			.withName(applicant.firstName(), applicant.lastName())
			.withPasswordHash(hash)
			.withRoles(roles);
	}

	/**
	 * Makes what belongs to an account that has just been inserted, in the same
	 * transaction.
	 * @param account the account
	 * @param applicant whose it is
	 * @return the account with its subject
	 */
	KnownAccount settle(Account account, Applicant applicant) {
		Instant now = this.clock.instant();
		KnownAccount known = new KnownAccount(this.subjects.subjectOf(account.key()), account);
		this.details.save(known.id(), new AccountDetails(now, null, now, applicant.locale(), null,
				this.settings.consents().terms(applicant.termsAccepted(), now),
				this.settings.consents().privacyPolicy(applicant.privacyPolicyAccepted(), now), applicant.extra()));
		this.events.publish(new AccountRegistered(now, known.id(), RegistrationWay.FORM));
		return known;
	}

}
