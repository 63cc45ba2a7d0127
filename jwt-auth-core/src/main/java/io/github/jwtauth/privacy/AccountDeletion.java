package io.github.jwtauth.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Device;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.Subject;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.login.LoginFailed;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.password.PasswordMatch;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import io.github.jwtauth.session.SessionEndReason;
import org.jspecify.annotations.Nullable;

/**
 * An owner deletes the account: at once, or after a period in which a login calls it off.
 * Either way every session ends now and a login that is under way comes too late. Whoever
 * asks must have proven lately who they are. Safe for use by many threads; call it
 * without a transaction, because comparing a password is slow.
 */
public final class AccountDeletion {

	private final AccountLookup lookup;

	private final SubjectStore subjects;

	private final AccountDetailsStore details;

	private final Passwords passwords;

	private final RefreshTokenWhitelist whitelist;

	private final AccountErasure erasure;

	private final AccountNotifier notifier;

	private final AuthEventPublisher events;

	private final Transactions transactions;

	private final Clock clock;

	private final DeletionSettings settings;

	public AccountDeletion(AccountLookup lookup, SubjectStore subjects, AccountDetailsStore details,
			Passwords passwords, RefreshTokenWhitelist whitelist, AccountErasure erasure, AccountNotifier notifier,
			AuthEventPublisher events, Transactions transactions, Clock clock, DeletionSettings settings) {
		this.lookup = lookup;
		this.subjects = subjects;
		this.details = details;
		this.passwords = passwords;
		this.whitelist = whitelist;
		this.erasure = erasure;
		this.notifier = notifier;
		this.events = events;
		this.transactions = transactions;
		this.clock = clock;
		this.settings = settings;
	}

	/**
	 * Deletes an account, or plans it. Done once however often it is asked at the same
	 * moment.
	 * @param id whose
	 * @param password the password, needed where the account has one; else ignored
	 * @param device where from
	 * @throws InvalidInputException when a password is needed and missing
	 * @throws AuthException with {@link AuthErrorCode#INVALID_CREDENTIALS} when the
	 * password is wrong or was changed in between, {@link AuthErrorCode#NOT_SUPPORTED}
	 * where accounts are deleted elsewhere, {@link AuthErrorCode#LAST_ADMINISTRATOR} when
	 * there is no other, or {@link AuthErrorCode#INVALID_TOKEN} when the account is gone
	 */
	public void delete(AccountId id, @Nullable RawPassword password, Device device) {
		KnownAccount known = this.lookup.byId(id)
			.orElseThrow(() -> new AuthException(AuthErrorCode.INVALID_TOKEN, "The access token is not valid."));
		prove(known, password, device);
		boolean proofHolds;
		try {
			proofHolds = this.transactions.alone(() -> decide(known));
		}
		catch (UnsupportedOperationException ex) {
			throw new AuthException(AuthErrorCode.NOT_SUPPORTED, "Accounts are deleted elsewhere.");
		}
		if (!proofHolds) {
			throw wrongPassword();
		}
	}

	/** A wrong password is a failed login: nobody guesses here what is counted there. */
	private void prove(KnownAccount known, @Nullable RawPassword password, Device device) {
		Secret hash = known.account().passwordHash();
		if (hash == null) {
			return;
		}
		if (password == null) {
			throw new InvalidInputException("password", "required", "The password is required.");
		}
		this.passwords.requireRoom();
		PasswordMatch match = this.passwords.authenticate(password, hash);
		if (!match.matches()) {
			this.events
				.publish(new LoginFailed(this.clock.instant(), known.id(), device, LoginFailed.Reason.WRONG_PASSWORD));
			throw wrongPassword();
		}
	}

	private boolean decide(KnownAccount known) {
		// The subject before the account, unlike a login that upgrades a hash: what is
		// erased is decided under this lock. The rare deadlock is tried again.
		this.subjects.lock(known.id());
		Subject present = this.subjects.find(known.id()).orElseThrow();
		if (present.credentialVersion() != known.subject().credentialVersion()) {
			return isDone(known.subject(), present);
		}
		Duration grace = this.settings.gracePeriod();
		if (grace.isZero()) {
			this.erasure.erase(present);
		}
		else {
			this.erasure.requireDispensable(present);
			plan(known, this.clock.instant().plus(grace));
		}
		return true;
	}

	/** By another request of the same owner, which was faster. */
	private boolean isDone(Subject before, Subject present) {
		Instant latest = this.clock.instant().plus(this.settings.gracePeriod());
		return !present.accountKey().equals(before.accountKey())
				|| this.subjects.isDueForDeletion(present.id(), latest);
	}

	private void plan(KnownAccount known, Instant due) {
		AccountId id = known.id();
		Account account = known.account();
		Instant now = this.clock.instant();
		// Access tokens end with their sessions. Those of the account stay possible,
		// because
		// the owner may think better of it within the same second.
		this.subjects.advanceCredentialVersion(id);
		this.subjects.planDeletion(id, due);
		this.whitelist.endAll(id, Optional.empty(), SessionEndReason.ACCOUNT_DELETED);
		EmailAddress address = account.email();
		if (address != null) {
			Map<String, String> facts = new HashMap<>(AccountErasure.factsOf(account));
			facts.put("due", due.toString());
			this.notifier.send(AccountNotice.of(NoticeKind.DELETION_PLANNED, id, address, now)
				.toProvenAddress(account.emailVerified())
				.withLocale(this.details.find(id).locale())
				.withFacts(facts));
		}
		this.events.publish(new DeletionPlanned(now, id, due));
	}

	private static AuthException wrongPassword() {
		return new AuthException(AuthErrorCode.INVALID_CREDENTIALS, "The password is wrong.");
	}

}
