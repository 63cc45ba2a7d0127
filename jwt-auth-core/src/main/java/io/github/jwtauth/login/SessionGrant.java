package io.github.jwtauth.login;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.github.jwtauth.Device;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.Subject;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.session.LoginSession;
import io.github.jwtauth.session.OpenedSession;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionOpening;
import io.github.jwtauth.session.SessionTokens;
import io.github.jwtauth.session.TokenPair;
import org.jspecify.annotations.Nullable;

/**
 * The one door to a new session, whichever way somebody proved who they are: claim the
 * login and open the session in one transaction, then issue the access token outside of
 * it. Safe for use by many threads.
 */
public final class SessionGrant {

	private final SubjectStore subjects;

	private final AccountStore accounts;

	private final RefreshTokenWhitelist whitelist;

	private final SessionTokens tokens;

	private final DeviceTokens devices;

	private final Transactions transactions;

	private final Clock clock;

	public SessionGrant(SubjectStore subjects, AccountStore accounts, RefreshTokenWhitelist whitelist,
			SessionTokens tokens, DeviceTokens devices, Transactions transactions, Clock clock) {
		this.subjects = subjects;
		this.accounts = accounts;
		this.whitelist = whitelist;
		this.tokens = tokens;
		this.devices = devices;
		this.transactions = transactions;
		this.clock = clock;
	}

	TokenPair open(Admission admission) {
		return open(admission, () -> true);
	}

	/**
	 * Opens a session for somebody whose proof is used up by it.
	 * @param admission whose and how
	 * @param proof uses the proof up, in the transaction that opens the session and after
	 * the subject's lock; when it says no, nothing has happened
	 */
	TokenPair open(Admission admission, BooleanSupplier proof) {
		return issue(admission, this.transactions.alone(() -> claimAndOpen(admission, proof)));
	}

	private TokenPair issue(Admission admission, OpenedSession opened) {
		try {
			return this.tokens.issue(admission.account(), opened, admission.accountReadAt());
		}
		catch (RuntimeException ex) {
			abandon(opened.session(), ex);
			throw ex;
		}
	}

	/**
	 * Opens the first session of an account, in the transaction that makes the account:
	 * there are both, or neither. Call it outside of a transaction, for an account that
	 * the policy lets in.
	 * @param making makes the account, or is empty when it cannot be made
	 * @param device where from
	 * @param replaced refresh token that the browser holds already; its session ends
	 * @param promise what else belongs to it, in the same transaction
	 * @return both tokens of the session, or empty when there is no account
	 */
	public Optional<TokenPair> openFirst(Supplier<Optional<KnownAccount>> making, Device device,
			@Nullable Secret replaced, BiConsumer<KnownAccount, SessionId> promise) {
		Instant readAt = this.clock.instant();
		Optional<First> first = this.transactions.alone(() -> making.get().map((account) -> {
			Admission admission = new Admission(account, List.of("pwd"), device, false, Optional.empty(),
					Optional.ofNullable(replaced), readAt);
			OpenedSession opened = claimAndOpen(admission, () -> true);
			promise.accept(account, opened.session().id());
			return new First(admission, opened);
		}));
		return first.map((made) -> issue(made.admission(), made.opened()));
	}

	/** A session that nobody got a token of would only take the place of another. */
	private void abandon(LoginSession session, RuntimeException failure) {
		try {
			this.transactions
				.alone(() -> this.whitelist.end(session.accountId(), session.id(), SessionEndReason.LOGGED_OUT));
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

	private OpenedSession claimAndOpen(Admission admission, BooleanSupplier proof) {
		KnownAccount account = admission.account();
		// The account before its subject: the order in which a host that changes a
		// password takes its locks.
		admission.upgradedHash().ifPresent((hash) -> upgrade(account, hash));
		if (!this.subjects.claimLogin(account.id(), account.subject().credentialVersion(), this.clock.instant())
				|| !proof.getAsBoolean()) {
			throw new CredentialChangedException();
		}
		admission.replaced().ifPresent((token) -> this.whitelist.endByToken(token, SessionEndReason.LOGGED_OUT));
		OpenedSession opened = this.whitelist.open(new SessionOpening(account.id(), admission.amr(), admission.device(),
				admission.rememberMe(), isNewDevice(admission)));
		// Fails here when the account cannot have a token at all.
		SessionTokens.grant(account, opened.session(), admission.accountReadAt());
		return opened;
	}

	/** Whoever logs in for the first time has no other device that this one is new to. */
	private boolean isNewDevice(Admission admission) {
		Subject subject = admission.account().subject();
		return admission.deviceCounts() && subject.lastLoginAt() != null
				&& admission.deviceToken().filter((token) -> this.devices.recognises(token, subject)).isEmpty();
	}

	private void upgrade(KnownAccount account, Secret upgradedHash) {
		Secret present = account.account().passwordHash();
		if (present != null) {
			this.accounts.replacePasswordHash(account.account().key(), present, upgradedHash);
		}
	}

	private record First(Admission admission, OpenedSession opened) {

	}

}
