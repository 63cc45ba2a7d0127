package io.github.jwtauth.login;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Device;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.protection.AccountLocked.Scope;
import io.github.jwtauth.protection.EventThrottle;
import io.github.jwtauth.protection.GuessDecision;
import io.github.jwtauth.protection.LoginBlocked;
import io.github.jwtauth.protection.LoginProtection;
import io.github.jwtauth.protection.PasswordGuess;
import io.github.jwtauth.protection.ProtectedAccount;
import io.github.jwtauth.protection.SuspiciousTraffic;
import org.jspecify.annotations.Nullable;

/**
 * Where every way through a password asks before it compares one, and says afterwards how
 * that ended (requirements ). Call it outside of transactions. Safe for use by
 * many threads.
 */
public final class PasswordGuesses {

	private final LoginProtection protection;

	private final AccountLookup lookup;

	private final AccountStore accounts;

	private final DeviceTokens devices;

	private final Passwords passwords;

	private final LockNotices notices;

	private final SuspiciousTraffic traffic;

	private final AuthEventPublisher events;

	private final SecretKeys keys;

	private final Clock clock;

	private final EventThrottle told = new EventThrottle();

	/**
	 * Wires the gate.
	 * @param protection decides
	 * @param lookup finds whose device it is
	 * @param accounts spells what was typed
	 * @param devices recognises devices
	 * @param passwords does the work of those that are not let in
	 * @param notices tells owners
	 * @param traffic watches failures
	 * @param events where failures go
	 * @param keys hash names that nobody has
	 * @param clock the time
	 */
	public PasswordGuesses(LoginProtection protection, AccountLookup lookup, AccountStore accounts,
			DeviceTokens devices, Passwords passwords, LockNotices notices, SuspiciousTraffic traffic,
			AuthEventPublisher events, SecretKeys keys, Clock clock) {
		this.protection = protection;
		this.lookup = lookup;
		this.accounts = accounts;
		this.devices = devices;
		this.passwords = passwords;
		this.notices = notices;
		this.traffic = traffic;
		this.events = events;
		this.keys = keys;
		this.clock = clock;
	}

	/**
	 * Somebody wants to log in.
	 * @param attempt who, with what, from where
	 * @return the guess, to be answered for
	 * @throws AuthException with {@link AuthErrorCode#TOO_MANY_ATTEMPTS} or, where nobody
	 * is told, {@link AuthErrorCode#INVALID_CREDENTIALS}; with {@link AuthErrorCode#BUSY}
	 */
	OpenGuess begin(LoginAttempt attempt) {
		this.passwords.requireRoom();
		String identifier = this.accounts.canonicalIdentifier(attempt.identifier());
		Secret token = attempt.deviceToken();
		// Whether it is looked up depends on the request, not on what is found.
		boolean needed = token != null || this.protection.countsAccounts();
		KnownAccount account = needed ? this.lookup.byIdentifier(attempt.identifier()).orElse(null) : null;
		return begin(attempt(guess(identifier, account, token), identifier, account, attempt.device()),
				attempt.password());
	}

	/**
	 * Somebody who is logged in has to prove it again.
	 * @param account who
	 * @param sessionId in which session
	 * @param device where from
	 * @param typed with what
	 * @return the guess, to be answered for
	 * @throws AuthException as for a login
	 */
	public OpenGuess begin(KnownAccount account, SessionId sessionId, Device device, RawPassword typed) {
		this.passwords.requireRoom();
		ProtectedAccount owner = ProtectedAccount.of(account, this.accounts);
		return begin(
				attempt(new PasswordGuess.InSession(owner, sessionId), owner.identifiers().get(0), account, device),
				typed);
	}

	private PasswordGuess guess(String identifier, @Nullable KnownAccount account, @Nullable Secret token) {
		if (account != null && token != null && this.devices.recognises(token, account.subject())) {
			return new PasswordGuess.ByDevice(account.id(), token);
		}
		return new PasswordGuess.ByStranger(identifier, (account != null) ? account.id() : null);
	}

	/** The hash is the same work for everybody, whoever is known. */
	private Attempt attempt(PasswordGuess guess, String identifier, @Nullable KnownAccount account, Device device) {
		return new Attempt(guess, identifier, IdentifierHash.of(identifier, this.keys), account, device);
	}

	private OpenGuess begin(Attempt attempt, RawPassword typed) {
		GuessDecision decision = this.protection.admit(attempt.guess());
		if (decision instanceof GuessDecision.Admitted place) {
			return new OpenGuess(attempt, place, this.notices, this.traffic, this.events, this.clock);
		}
		GuessDecision.Refused refused = (GuessDecision.Refused) decision;
		if (!refused.told()) {
			// Nobody's hash: the work of an answer that nobody can tell from this one.
			this.passwords.authenticate(typed, null);
		}
		tell(attempt);
		this.traffic.failed(attempt.identifier(), attempt.device());
		throw refused.told() ? Refusals.tooManyAttempts(refused.retryAfter()) : Refusals.invalidCredentials();
	}

	/**
	 * Of one address and name once a minute: a flood is turned back, not written down.
	 */
	private void tell(Attempt attempt) {
		Instant now = this.clock.instant();
		if (this.told.admits(now, attempt.device().ipAddress() + ' ' + attempt.nameHash())) {
			this.events
				.publish(new LoginBlocked(now, attempt.accountId(), attempt.device(), Scope.of(attempt.guess())));
		}
	}

	/**
	 * One guess with its circumstances.
	 *
	 * @param guess whose budget it takes
	 * @param identifier what was tried, in canonical form
	 * @param nameHash what may be kept of that where nobody has the name
	 * @param account whose, as far as somebody has looked
	 * @param device where from
	 */
	record Attempt(PasswordGuess guess, String identifier, String nameHash, @Nullable KnownAccount account,
			Device device) {

		@Nullable AccountId accountId() {
			return Optional.ofNullable(this.account).map(KnownAccount::id).orElse(null);
		}

		/** What somebody types is personal data. */
		@Override
		public String toString() {
			return "Attempt[***]";
		}

	}

}
