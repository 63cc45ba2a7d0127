package io.github.jwtauth.login;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import io.github.jwtauth.AuthException;
import io.github.jwtauth.Device;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.Subject;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.login.FactorGate.Admission;
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

	private final IdentityLinking links;

	private final FactorGate gate;

	private final FactorDemands demands;

	private final Transactions transactions;

	private final Clock clock;

	/**
	 * Wires the door.
	 * @param subjects where a login is claimed
	 * @param accounts where a password hash is replaced
	 * @param whitelist the sessions
	 * @param tokens issues what a session gives out
	 * @param links what is linked when a session opens
	 * @param gate asked for first sessions; every other way has asked it
	 * @param demands says what is missing
	 * @param transactions one for each session
	 * @param clock the present
	 */
	public SessionGrant(SubjectStore subjects, AccountStore accounts, RefreshTokenWhitelist whitelist,
			SessionTokens tokens, IdentityLinking links, FactorGate gate, FactorDemands demands,
			Transactions transactions, Clock clock) {
		this.subjects = subjects;
		this.accounts = accounts;
		this.whitelist = whitelist;
		this.tokens = tokens;
		this.links = links;
		this.gate = gate;
		this.demands = demands;
		this.transactions = transactions;
		this.clock = clock;
	}

	/** What was proven is used up by it; else nothing has happened. */
	TokenPair open(Admission admission) {
		return open(admission, () -> {
		});
	}

	/**
	 * Opens a session, and does something more.
	 * @param admission whose and how
	 * @param also in the transaction that opens the session
	 */
	TokenPair open(Admission admission, Runnable also) {
		return issue(admission, this.transactions.alone(() -> {
			OpenedSession opened = claimAndOpen(admission);
			also.run();
			return opened;
		}));
	}

	/**
	 * Uses up what was proven, and opens nothing.
	 * @param <T> what comes of it
	 * @param admission whose and how
	 * @param then what comes of it, in the same transaction
	 */
	<T> T useUp(Admission admission, Supplier<T> then) {
		Subject subject = admission.account().subject();
		return this.transactions.alone(() -> {
			if (!this.subjects.lock(subject.id()) || !isUnchanged(subject)) {
				throw new CredentialChangedException();
			}
			use(admission);
			return then.get();
		});
	}

	/** Under the lock. */
	private boolean isUnchanged(Subject before) {
		return this.subjects.find(before.id())
			.filter((present) -> present.credentialVersion() == before.credentialVersion())
			.isPresent();
	}

	private void use(Admission admission) {
		if (!admission.first().proof().getAsBoolean()) {
			throw new CredentialChangedException();
		}
		admission.use();
	}

	private TokenPair issue(Admission admission, OpenedSession opened) {
		try {
			return this.tokens.issue(admission.account(), opened, admission.first().accountReadAt());
		}
		catch (RuntimeException ex) {
			abandon(opened.session(), ex);
			throw ex;
		}
	}

	/**
	 * Opens the first session of an account, in the transaction that makes the account:
	 * there are both, or neither; but where the account needs a second factor, there is
	 * the account and what sets the factor up. Call it outside of a transaction, for an
	 * account that the policy lets in.
	 * @param making makes the account, or is empty when it cannot be made
	 * @param device where from
	 * @param replaced refresh token that the browser holds already; its session ends
	 * @param promise what else belongs to it, in the same transaction; without a session
	 * where none opens
	 * @return both tokens of the session, or empty when there is no account
	 * @throws MfaEnrollmentRequiredException when the account is made and needs a second
	 * factor
	 */
	public Optional<TokenPair> openFirst(Supplier<Optional<KnownAccount>> making, Device device,
			@Nullable Secret replaced, BiConsumer<KnownAccount, @Nullable SessionId> promise) {
		Instant readAt = this.clock.instant();
		Optional<First> first = this.transactions
			.alone(() -> making.get()
				.map((account) -> first(new FirstFactor(account, LoginTerms.unasked(List.of("pwd"), false), device,
						Optional.empty(), Optional.empty(), Optional.ofNullable(replaced), readAt, () -> true),
						promise)));
		return first.map((made) -> {
			if (made instanceof NoSession without) {
				throw without.demand();
			}
			Session with = (Session) made;
			return issue(with.admission(), with.opened());
		});
	}

	private First first(FirstFactor proven, BiConsumer<KnownAccount, @Nullable SessionId> promise) {
		FactorGate.Verdict verdict = this.gate.judge(proven);
		if (verdict instanceof FactorGate.Missing missing) {
			promise.accept(proven.account(), null);
			return new NoSession(this.demands.demandWithin(missing.first(), missing.state()));
		}
		Admission admission = ((FactorGate.Through) verdict).admission();
		OpenedSession opened = claimAndOpen(admission);
		promise.accept(proven.account(), opened.session().id());
		return new Session(admission, opened);
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

	private OpenedSession claimAndOpen(Admission admission) {
		FirstFactor first = admission.first();
		KnownAccount account = first.account();
		// The account before its subject: the order in which a host that changes a
		// password takes its locks.
		first.upgradeHash(this.accounts);
		if (!this.subjects.claimLogin(account.id(), account.subject().credentialVersion(), this.clock.instant())) {
			throw new CredentialChangedException();
		}
		use(admission);
		PendingLink link = first.terms().link();
		if (link != null && !this.links.link(link, account.id())) {
			throw new CredentialChangedException();
		}
		first.replaced().ifPresent((token) -> this.whitelist.endByToken(token, SessionEndReason.LOGGED_OUT));
		OpenedSession opened = this.whitelist.open(new SessionOpening(account.id(), admission.amr(),
				admission.earlier(), first.device(), first.terms().rememberMe(), isNewDevice(first)));
		// Fails here when the account cannot have a token at all.
		SessionTokens.grant(account, opened.session(), first.accountReadAt());
		return opened;
	}

	/** Whoever logs in for the first time has no other device that this one is new to. */
	private static boolean isNewDevice(FirstFactor first) {
		return first.terms().device() == LoginTerms.Recognition.STRANGE
				&& first.account().subject().lastLoginAt() != null;
	}

	private sealed interface First {

	}

	private record Session(Admission admission, OpenedSession opened) implements First {

	}

	private record NoSession(AuthException demand) implements First {

	}

}
