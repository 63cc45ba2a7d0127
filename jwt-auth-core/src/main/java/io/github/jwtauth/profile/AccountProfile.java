package io.github.jwtauth.profile;

import java.time.Clock;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDetails;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.ExternalIdentityStore;
import io.github.jwtauth.account.ExtraFields;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.SubjectStore;

/**
 * What an owner sees and changes of their account. Nothing else of it can be changed here
 * (attack X-50): not the address, not the roles, not the state. Safe for use by many
 * threads; joins the running transaction.
 */
public final class AccountProfile {

	private final AccountLookup lookup;

	private final AccountStore accounts;

	private final SubjectStore subjects;

	private final AccountDetailsStore details;

	private final ExternalIdentityStore identities;

	private final AuthEventPublisher events;

	private final Transactions transactions;

	private final Clock clock;

	private final ExtraFields extraFields;

	private final ProfileRules rules;

	public AccountProfile(AccountLookup lookup, AccountStore accounts, SubjectStore subjects,
			AccountDetailsStore details, ExternalIdentityStore identities, AuthEventPublisher events,
			Transactions transactions, Clock clock, ExtraFields extraFields) {
		this.lookup = lookup;
		this.accounts = accounts;
		this.subjects = subjects;
		this.details = details;
		this.identities = identities;
		this.events = events;
		this.transactions = transactions;
		this.clock = clock;
		this.extraFields = extraFields;
		this.rules = new ProfileRules(extraFields);
	}

	/**
	 * What is known of an account.
	 * @param id whose
	 * @return the profile as it is now
	 * @throws AuthException with {@link AuthErrorCode#INVALID_TOKEN} when the account is
	 * gone
	 */
	public Profile find(AccountId id) {
		return new Profile(known(id), this.details.find(id), this.identities.findAll(id));
	}

	/**
	 * The names of the fields that the host has declared, for whoever shows a profile.
	 * @return the declaration
	 */
	public ExtraFields extraFields() {
		return this.extraFields;
	}

	/**
	 * Changes names and preferences. Of two changes at the same moment to the same names
	 * the later one stays.
	 * @param id whose
	 * @param edits what changes
	 * @return the profile as it is afterwards
	 * @throws InvalidInputException when something cannot be taken; nothing has changed
	 * @throws AuthException with {@link AuthErrorCode#USERNAME_TAKEN},
	 * {@link AuthErrorCode#NOT_SUPPORTED} where accounts are changed elsewhere, or
	 * {@link AuthErrorCode#INVALID_TOKEN} when the account is gone
	 */
	public Profile change(AccountId id, ProfileEdits edits) {
		return this.transactions.join(() -> {
			KnownAccount known = known(id);
			this.rules.require(edits, known.account());
			// The account before its subject: the order in which logins take their locks.
			if (edits.namesChange()) {
				rename(known.account(), edits);
			}
			this.subjects.lock(id);
			if (edits.preferencesChange()) {
				savePreferences(id, edits);
			}
			if (edits.namesChange() || edits.preferencesChange()) {
				this.events.publish(new ProfileChanged(this.clock.instant(), id));
			}
			return find(id);
		});
	}

	private void rename(Account account, ProfileEdits edits) {
		boolean renamed = renameIfFree(account, edits);
		if (!renamed && this.accounts.findByKey(account.key()).isEmpty()) {
			throw gone();
		}
		if (!renamed) {
			throw new AuthException(AuthErrorCode.USERNAME_TAKEN, "Somebody has this username.");
		}
	}

	private boolean renameIfFree(Account account, ProfileEdits edits) {
		try {
			return this.accounts.updateNames(account.key(), Edit.of(edits.username(), account.username()),
					Edit.of(edits.firstName(), account.firstName()), Edit.of(edits.lastName(), account.lastName()));
		}
		catch (UnsupportedOperationException ex) {
			throw new AuthException(AuthErrorCode.NOT_SUPPORTED, "Names are changed elsewhere.");
		}
	}

	private void savePreferences(AccountId id, ProfileEdits edits) {
		AccountDetails present = this.details.find(id);
		this.rules.requireExtra(edits, present);
		this.details.savePreferences(id, ProfileRules.canonicalLocale(Edit.of(edits.locale(), present.locale())),
				Edit.of(edits.timeZone(), present.timeZone()), this.rules.extra(present, edits.extra()));
	}

	private KnownAccount known(AccountId id) {
		return this.lookup.byId(id).orElseThrow(AccountProfile::gone);
	}

	/** The access token is void everywhere within about a second. */
	private static AuthException gone() {
		return new AuthException(AuthErrorCode.INVALID_TOKEN, "The access token is not valid.");
	}

}
