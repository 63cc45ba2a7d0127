package io.github.jwtauth.login;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Device;
import io.github.jwtauth.Secret;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.mfa.MfaSettings;
import io.github.jwtauth.session.InvalidRefreshTokenException;
import io.github.jwtauth.session.LoginSession;
import io.github.jwtauth.session.RefreshToken;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import io.github.jwtauth.session.Rotation;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionEndedException;
import io.github.jwtauth.session.SessionTokens;
import io.github.jwtauth.session.TokenPair;
import io.github.jwtauth.session.UntoldReplayException;
import io.github.jwtauth.token.AccessTokenGrant;

/**
 * The walk of a refresh: a forged token ends before any query; one transaction rotates
 * and asks about the account again; verdicts that must persist are returned out of it and
 * only then thrown; the access token is issued after the commit. Nothing of the session
 * is taken from the caller. Safe for use by many threads.
 */
public final class TokenRefresh {

	private final RefreshTokenWhitelist whitelist;

	private final AccountLookup accounts;

	private final LoginPolicy policy;

	private final MfaSettings mfa;

	private final SessionTokens tokens;

	private final Transactions transactions;

	public TokenRefresh(RefreshTokenWhitelist whitelist, AccountLookup accounts, LoginPolicy policy, MfaSettings mfa,
			SessionTokens tokens, Transactions transactions) {
		this.whitelist = whitelist;
		this.accounts = accounts;
		this.policy = policy;
		this.mfa = mfa;
		this.tokens = tokens;
		this.transactions = transactions;
	}

	/**
	 * Exchanges a refresh token for its successor and a fresh access token.
	 * @param presented what somebody presented
	 * @param device where the request came from
	 * @return both tokens
	 * @throws InvalidRefreshTokenException when it is not a token of ours or no longer
	 * one
	 * @throws AuthException with {@link AuthErrorCode#EMAIL_NOT_VERIFIED} when the policy
	 * asks for that (the token stays as it was)
	 * @throws SessionEndedException when it is genuine and its session has ended, which
	 * may just have happened because the token was a replay
	 * @throws IllegalStateException when called inside a transaction
	 */
	public TokenPair refresh(Secret presented, Device device) {
		RefreshToken token = this.whitelist.read(presented);
		Verdict verdict = decide(token, device);
		if (verdict instanceof Refused refused) {
			throw refused.reason()
				.<AuthException>map(SessionEndedException::new)
				.orElseGet(InvalidRefreshTokenException::new);
		}
		Granted granted = (Granted) verdict;
		return this.tokens.issue(granted.grant(), granted.session(), this.whitelist.successorOf(token));
	}

	/**
	 * The end of a replayed session persists whatever a listener does. And a store of the
	 * host may have a transactional proxy whose "no such user" marks ours for rollback:
	 * what was found out still ends the session.
	 */
	private Verdict decide(RefreshToken token, Device device) {
		List<Verdict> reached = new ArrayList<>(1);
		try {
			return this.transactions.alone(() -> {
				reached.clear();
				reached.add(judge(token, device));
				return reached.get(0);
			});
		}
		catch (RuntimeException ex) {
			UntoldReplayException.in(ex).ifPresent((replayed) -> this.transactions.alone(() -> {
				this.whitelist.contain(replayed);
				return true;
			}));
			if (!reached.isEmpty() && reached.get(0) instanceof Closed closed) {
				return this.transactions.alone(() -> end(closed));
			}
			throw ex;
		}
	}

	private Verdict judge(RefreshToken token, Device device) {
		Rotation rotation = this.whitelist.rotate(token, device);
		if (rotation instanceof Rotation.Rotated rotated) {
			return admit(rotated.session(), rotated.account());
		}
		if (rotation instanceof Rotation.Retried retried) {
			return admit(retried.session(), Optional.empty());
		}
		if (rotation instanceof Rotation.Replayed) {
			return new Rejected(Optional.of(SessionEndReason.REFRESH_TOKEN_REUSE));
		}
		return new Rejected(((Rotation.Rejected) rotation).reason());
	}

	private Verdict admit(LoginSession session, Optional<KnownAccount> returned) {
		Optional<KnownAccount> account = returned.or(() -> this.accounts.byId(session.accountId()));
		if (account.isEmpty()) {
			return end(new Closed(session, SessionEndReason.ACCOUNT_DELETED));
		}
		return switch (this.policy.check(account.get().account())) {
			case CLOSED -> end(new Closed(session, SessionEndReason.ACCOUNT_DISABLED));
			case EMAIL_NOT_VERIFIED -> throw Refusals.emailNotVerified();
			case ALLOWED -> allowed(account.get(), session);
		};
	}

	/** Not the host's policy: whoever replaces that has this rule all the same. */
	private Verdict allowed(KnownAccount account, LoginSession session) {
		// A role that needs a second factor was granted, or every account needs one now.
		if (this.mfa.isRequiredOf(account.account()) && !session.amr().contains(FactorGate.PROVEN)) {
			return end(new Closed(session, SessionEndReason.REVOKED_BY_ADMIN));
		}
		return new Granted(SessionTokens.grant(account, session, session.lastUsedAt()), session);
	}

	private Closed end(Closed closed) {
		LoginSession session = closed.session();
		this.whitelist.end(session.accountId(), session.id(), closed.why());
		return closed;
	}

	private sealed interface Verdict {

	}

	private sealed interface Refused extends Verdict {

		Optional<SessionEndReason> reason();

	}

	private record Granted(AccessTokenGrant grant, LoginSession session) implements Verdict {

	}

	private record Rejected(Optional<SessionEndReason> reason) implements Refused {

	}

	private record Closed(LoginSession session, SessionEndReason why) implements Refused {

		@Override
		public Optional<SessionEndReason> reason() {
			return Optional.of(this.why);
		}

	}

}
