package io.github.jwtauth.login;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.mfa.RememberedDevices;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionEnds;

/**
 * What a host tells when it changed one of its accounts itself (decision 17). Each method
 * joins the running transaction, so that the change and its consequences commit together:
 * call it in the transaction of the change. An unknown account is no error. Safe for use
 * by many threads.
 */
public final class AccountChanges {

	private final SubjectStore subjects;

	private final RefreshTokenWhitelist whitelist;

	private final RememberedDevices devices;

	private final SessionEnds ends;

	private final AuthEventPublisher events;

	private final Transactions transactions;

	private final Clock clock;

	public AccountChanges(SubjectStore subjects, RefreshTokenWhitelist whitelist, RememberedDevices devices,
			SessionEnds ends, AuthEventPublisher events, Transactions transactions, Clock clock) {
		this.subjects = subjects;
		this.whitelist = whitelist;
		this.devices = devices;
		this.ends = ends;
		this.events = events;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * A password was changed: every session ends, and a login under way with the old one
	 * comes too late.
	 * @param accountId whose
	 * @return how many sessions ended
	 */
	public int credentialsChanged(AccountId accountId) {
		return endEverything(accountId, SessionEndReason.PASSWORD_CHANGED, false);
	}

	/**
	 * An account was closed: its sessions end, its access tokens are void.
	 * @param accountId whose
	 * @return how many sessions ended
	 */
	public int disabled(AccountId accountId) {
		return endEverything(accountId, SessionEndReason.ACCOUNT_DISABLED, true);
	}

	/**
	 * An account was deleted: its sessions end, its access tokens are void.
	 * @param accountId whose
	 * @return how many sessions ended
	 */
	public int deleted(AccountId accountId) {
		return endEverything(accountId, SessionEndReason.ACCOUNT_DELETED, true);
	}

	/**
	 * A new password is demanded: the next login with the right one is answered with a
	 * token that sets another, and no session. Sessions that go on are refreshed as
	 * before, and a login without a password is none of this.
	 * @param accountId whose
	 * @param endSessions whether every session ends, and a login under way comes too late
	 */
	public void requirePasswordChange(AccountId accountId, boolean endSessions) {
		this.transactions.join(() -> {
			this.subjects.requirePasswordChange(accountId, true);
			if (endSessions) {
				endEverything(accountId, SessionEndReason.REVOKED_BY_ADMIN, false);
			}
			this.events.publish(new PasswordChangeRequired(this.clock.instant(), accountId, endSessions));
			return true;
		});
	}

	/**
	 * Roles were changed: sessions go on, access tokens that carry the old ones are void
	 * everywhere within about a second. The next refresh brings the new ones.
	 * @param accountId whose
	 */
	public void rolesChanged(AccountId accountId) {
		this.transactions.join(() -> {
			voidAccessTokens(accountId);
			return true;
		});
	}

	private int endEverything(AccountId accountId, SessionEndReason reason, boolean voidTokens) {
		return this.transactions.join(() -> {
			// Nothing but a changed credential says that the owner wants to stay.
			if (reason == SessionEndReason.PASSWORD_CHANGED) {
				this.subjects.advanceCredentialVersion(accountId);
			}
			else {
				this.subjects.voidLogins(accountId);
			}
			this.devices.forgetAll(accountId);
			if (voidTokens) {
				voidAccessTokens(accountId);
			}
			return this.whitelist.endAll(accountId, Optional.empty(), reason);
		});
	}

	private void voidAccessTokens(AccountId accountId) {
		Instant until = this.clock.instant();
		if (this.subjects.voidAccessTokens(accountId, until)) {
			this.ends.accessTokensVoid(accountId, until);
		}
	}

}
