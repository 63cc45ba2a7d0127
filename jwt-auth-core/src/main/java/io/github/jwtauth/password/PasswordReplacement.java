package io.github.jwtauth.password;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Device;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.Subject;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.mfa.RememberedDevices;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import io.github.jwtauth.session.SessionEndReason;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the password of an account, in two steps: what is slow happens outside of any
 * transaction, and then everything that follows from a new password happens in one
 * (requirements ). Safe for use by many threads.
 */
public final class PasswordReplacement {

	private final PasswordChoice choice;

	private final AccountStore accounts;

	private final SubjectStore subjects;

	private final AccountDetailsStore details;

	private final PasswordHistoryStore history;

	private final int remembered;

	private final OneTimeTokens tokens;

	private final RefreshTokenWhitelist whitelist;

	private final RememberedDevices devices;

	private final AccountNotifier notifier;

	private final AuthEventPublisher events;

	private final Clock clock;

	public PasswordReplacement(PasswordChoice choice, PasswordRules rules, AccountStore accounts, SubjectStore subjects,
			AccountDetailsStore details, PasswordHistoryStore history, OneTimeTokens tokens,
			RefreshTokenWhitelist whitelist, RememberedDevices devices, AccountNotifier notifier,
			AuthEventPublisher events, Clock clock) {
		this.choice = choice;
		this.remembered = rules.history();
		this.accounts = accounts;
		this.subjects = subjects;
		this.details = details;
		this.history = history;
		this.tokens = tokens;
		this.whitelist = whitelist;
		this.devices = devices;
		this.notifier = notifier;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Judges and encodes a new password. Call it outside of transactions.
	 * @param account whose it is to be
	 * @param chosen the password
	 * @param field the field of the request, named in refusals
	 * @return what {@link #replace} stores
	 * @throws InvalidInputException with {@link AuthErrorCode#PASSWORD_REFUSED} when the
	 * policy refuses it, or it is the present one or one of the last
	 */
	public PreparedPassword prepare(KnownAccount account, RawPassword chosen, String field) {
		Secret present = presentOf(account.account());
		List<Secret> former = new ArrayList<>();
		if (present != null) {
			former.add(present);
		}
		if (this.remembered > 0) {
			former.addAll(this.history.findLatest(account.id(), this.remembered));
		}
		Secret hash = this.choice.accept(NewPassword.of(chosen, field, account.account()), former);
		return new PreparedPassword(account, hash, present);
	}

	/**
	 * Stores a new password, with everything that follows: sessions end, mailed tokens
	 * are void, remembered devices are forgotten, the owner is told. Call it in a
	 * transaction of its own, and undo that when the answer is no.
	 * @param prepared the password
	 * @param occasion who sets it, and what stays
	 * @param proof uses up what entitles to this, after the subject's lock was taken
	 * @return whether it was stored; not when the account is gone, a credential of it was
	 * changed since, or the proof says no
	 * @throws AuthException with {@link AuthErrorCode#NOT_SUPPORTED} when passwords are
	 * set elsewhere
	 */
	public boolean replace(PreparedPassword prepared, Occasion occasion, BooleanSupplier proof) {
		AccountId id = prepared.account().id();
		// The account before its subject: the order in which a login takes its locks.
		if (!store(prepared) || !this.subjects.lock(id) || !isUnchanged(prepared) || !proof.getAsBoolean()) {
			return false;
		}
		Instant now = this.clock.instant();
		Secret former = prepared.remembered();
		if (former != null) {
			this.history.add(id, former, now, this.remembered);
		}
		this.details.passwordChanged(id, now);
		this.subjects.advanceCredentialVersion(id);
		this.subjects.requirePasswordChange(id, false);
		voidTokens(id, occasion);
		// None of them is recognised any more; their owner need not see them either.
		this.devices.forgetAll(id);
		this.whitelist.endAll(id, Optional.ofNullable(occasion.staying()), occasion.endReason());
		this.events.publish(new PasswordChanged(now, id, occasion.way(), occasion.device()));
		tell(prepared.account(), occasion, now);
		return true;
	}

	/**
	 * Whoever resets recovers the account, perhaps from somebody who invited themselves.
	 */
	private void voidTokens(AccountId id, Occasion occasion) {
		if (occasion.way() == PasswordChanged.Way.RESET) {
			this.tokens.accountRecovered(id);
		}
		else {
			this.tokens.credentialChanged(id);
		}
	}

	private boolean store(PreparedPassword prepared) {
		try {
			return this.accounts.setPasswordHash(prepared.account().account().key(), prepared.hash());
		}
		catch (UnsupportedOperationException ex) {
			throw new AuthException(AuthErrorCode.NOT_SUPPORTED, "Passwords of this application are set elsewhere.");
		}
	}

	/** Under the lock: of two changes at once the second sees the first. */
	private boolean isUnchanged(PreparedPassword prepared) {
		Subject before = prepared.account().subject();
		return this.subjects.find(before.id())
			.filter((present) -> present.credentialVersion() == before.credentialVersion())
			.isPresent();
	}

	private void tell(KnownAccount account, Occasion occasion, Instant now) {
		EmailAddress email = account.account().email();
		if (email != null) {
			// Whoever resets has read a mail there.
			boolean proven = account.account().emailVerified() || occasion.way() == PasswordChanged.Way.RESET;
			this.notifier.send(AccountNotice.of(occasion.notice(), account.id(), email, now)
				.toProvenAddress(proven)
				.withLocale(this.details.find(account.id()).locale())
				.withFacts(facts(occasion.device())));
		}
	}

	private static Map<String, String> facts(Device device) {
		Map<String, String> facts = new LinkedHashMap<>();
		String name = Stream.of(device.name(), device.browser(), device.os())
			.filter(Objects::nonNull)
			.collect(Collectors.joining(", "));
		if (!name.isEmpty()) {
			facts.put("device", name);
		}
		if (device.ipAddress() != null) {
			facts.put("ip_address", device.ipAddress());
		}
		return facts;
	}

	/** What stands for "ask the old system" is no hash. */
	private static @Nullable Secret presentOf(Account account) {
		Secret hash = account.passwordHash();
		return OldSystem.ASK.equals(hash) ? null : hash;
	}

	/**
	 * Who sets a password.
	 *
	 * @param way how it came to be
	 * @param staying the session that does not end, or {@code null}
	 * @param device where from
	 */
	public record Occasion(PasswordChanged.Way way, @Nullable SessionId staying, Device device) {

		public Occasion {
			Objects.requireNonNull(way, "way");
			Objects.requireNonNull(device, "device");
		}

		SessionEndReason endReason() {
			return (this.way == PasswordChanged.Way.RESET) ? SessionEndReason.PASSWORD_RESET
					: SessionEndReason.PASSWORD_CHANGED;
		}

		NoticeKind notice() {
			return (this.way == PasswordChanged.Way.RESET) ? NoticeKind.PASSWORD_RESET : NoticeKind.PASSWORD_CHANGED;
		}

	}

}
