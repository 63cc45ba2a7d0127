package io.github.jwtauth.login;

import java.time.Duration;

import io.github.jwtauth.AuthException;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.Subject;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.mfa.FactorState;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.onetimetoken.TokenOffer;

/**
 * Turns a proof that is not enough into a token that asks for the rest: a challenge where
 * there is a second factor, else what sets one up. The proof is used up by that, and the
 * password was right: a hash that is out of date is replaced now, because nobody types it
 * again (requirement R-12). Safe for use by many threads.
 */
public final class FactorDemands {

	/** How long a challenge waits for its answer (requirement R-70). */
	public static final Duration LIFETIME = Duration.ofMinutes(5);

	private final OneTimeTokens tokens;

	private final MfaEnrollmentTokens enrollment;

	private final SubjectStore subjects;

	private final AccountStore accounts;

	private final Transactions transactions;

	public FactorDemands(OneTimeTokens tokens, MfaEnrollmentTokens enrollment, SubjectStore subjects,
			AccountStore accounts, Transactions transactions) {
		this.tokens = tokens;
		this.enrollment = enrollment;
		this.subjects = subjects;
		this.accounts = accounts;
		this.transactions = transactions;
	}

	/** Call it outside of transactions, and throw what it returns. */
	AuthException demand(FirstFactor first, FactorState state) {
		return this.transactions.alone(() -> demandWithin(first, state));
	}

	/** Joins the running transaction; throw what it returns once that is committed. */
	AuthException demandWithin(FirstFactor first, FactorState state) {
		first.upgradeHash(this.accounts);
		Subject subject = first.account().subject();
		if (!this.subjects.lock(subject.id()) || !first.proof().getAsBoolean()) {
			throw new CredentialChangedException();
		}
		return state.isEnabled() ? new MfaRequiredException(this.tokens
			.issue(new TokenOffer(OneTimeTokenPurpose.MFA_CHALLENGE, subject, LIFETIME, null, first.terms().write())),
				state.methods()) : enrollment(subject);
	}

	/** Joins the running transaction. */
	MfaEnrollmentRequiredException enrollment(Subject subject) {
		return new MfaEnrollmentRequiredException(this.enrollment.issue(subject));
	}

}
