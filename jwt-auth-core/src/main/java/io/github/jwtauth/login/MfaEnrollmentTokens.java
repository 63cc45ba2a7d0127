package io.github.jwtauth.login;

import java.time.Duration;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.LoginDecision;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.account.Subject;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.onetimetoken.TokenOffer;

/**
 * What somebody holds who may not have a session before a second factor is set up: it
 * opens the set-up and nothing else, and is used up by the activation. Safe for use by
 * many threads.
 */
public final class MfaEnrollmentTokens {

	/** How long there is to set a factor up. */
	public static final Duration LIFETIME = Duration.ofMinutes(10);

	private final OneTimeTokens tokens;

	private final AccountLookup accounts;

	private final LoginPolicy policy;

	public MfaEnrollmentTokens(OneTimeTokens tokens, AccountLookup accounts, LoginPolicy policy) {
		this.tokens = tokens;
		this.accounts = accounts;
		this.policy = policy;
	}

	/** Joins the running transaction. */
	Secret issue(Subject subject) {
		return this.tokens.issue(new TokenOffer(OneTimeTokenPurpose.MFA_ENROLLMENT, subject, LIFETIME, null, null));
	}

	/**
	 * Whose factor a token sets up. Asks about the account each time (requirement R-15).
	 * @param presented what somebody presented
	 * @return who, or empty when the token is unknown, used, expired, made for something
	 * else, overtaken by a change of a credential, or the account may not log in: one
	 * answer
	 */
	public Optional<AccountId> find(Secret presented) {
		return this.tokens.find(OneTimeTokenPurpose.MFA_ENROLLMENT, presented, null)
			.flatMap((token) -> this.accounts.byId(token.accountId())
				.filter((known) -> known.subject().credentialVersion() == token.credentialVersion()))
			.filter((known) -> this.policy.check(known.account()) == LoginDecision.ALLOWED)
			.map(KnownAccount::id);
	}

	/**
	 * Uses a token up; call it in the transaction of the activation, after the subject's
	 * lock was taken.
	 * @param presented what somebody presented
	 * @return whether this call used it up
	 */
	public boolean consume(Secret presented) {
		return this.tokens.consume(OneTimeTokenPurpose.MFA_ENROLLMENT, presented, null);
	}

}
