package io.github.jwtauth.login;

import java.time.Clock;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.mfa.FactorReset;
import io.github.jwtauth.onetimetoken.OneTimeToken;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.password.PasswordResetOffer;
import io.github.jwtauth.password.PasswordVoiding;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import io.github.jwtauth.session.SessionEndReason;
import org.jspecify.annotations.Nullable;

/**
 * "That was not me": the owner disowns a session by the link of the notice that told of
 * it. The session ends, if it has not; its device is a stranger again; a second factor
 * that was set up since is gone; the present password, which the stranger may know, is
 * out of use; and the owner gets a link to set a new one, unless the address was changed
 * since the notice, for then whoever reads the new one may be the stranger. Call it
 * outside of transactions. Safe for use by many threads.
 */
public final class SessionDisavowal {

	private final OneTimeTokens tokens;

	private final SubjectStore subjects;

	private final AccountLookup accounts;

	private final AccountDetailsStore details;

	private final RefreshTokenWhitelist whitelist;

	private final FactorReset factors;

	private final PasswordVoiding voiding;

	private final @Nullable PasswordResetOffer reset;

	private final Transactions transactions;

	private final AuthEventPublisher events;

	private final Clock clock;

	/**
	 * Wires the act.
	 * @param tokens of the notices
	 * @param subjects the subjects
	 * @param accounts the accounts
	 * @param details in which language to write
	 * @param whitelist the sessions
	 * @param factors drops what the stranger may have set up
	 * @param voiding takes the password out of use
	 * @param reset mails the link, or {@code null} where passwords are set elsewhere
	 * @param transactions the transactions
	 * @param events hears of it
	 * @param clock the present
	 */
	public SessionDisavowal(OneTimeTokens tokens, SubjectStore subjects, AccountLookup accounts,
			AccountDetailsStore details, RefreshTokenWhitelist whitelist, FactorReset factors, PasswordVoiding voiding,
			@Nullable PasswordResetOffer reset, Transactions transactions, AuthEventPublisher events, Clock clock) {
		this.tokens = tokens;
		this.subjects = subjects;
		this.accounts = accounts;
		this.details = details;
		this.whitelist = whitelist;
		this.factors = factors;
		this.voiding = voiding;
		this.reset = reset;
		this.transactions = transactions;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Disowns the session.
	 * @param presented the token of the notice
	 * @throws AuthException with {@link AuthErrorCode#INVALID_ONE_TIME_TOKEN} or
	 * {@link AuthErrorCode#BUSY}
	 */
	public void disown(Secret presented) {
		OneTimeToken token = this.tokens.find(OneTimeTokenPurpose.NOT_ME, presented, null)
			.orElseThrow(Refusals::invalidOneTimeToken);
		DisownedSession session = DisownedSession.read(token.payload());
		AccountId owner = token.accountId();
		Secret nobodys = this.voiding.prepare();
		this.transactions.join(() -> {
			// The account before its subject, as every host takes its locks.
			this.accounts.byId(owner).ifPresent((known) -> this.voiding.voidPassword(known, nobodys));
			if (!this.subjects.lock(owner) || !this.tokens.consume(OneTimeTokenPurpose.NOT_ME, presented, null)) {
				throw Refusals.invalidOneTimeToken();
			}
			this.whitelist.end(owner, session.sessionId(), SessionEndReason.REVOKED_BY_USER);
			this.subjects.advanceCredentialVersion(owner);
			this.tokens.accountRecovered(owner);
			this.factors.recovered(owner, DisownedSession.openedAt(token));
			offerReset(owner, session);
			this.events.publish(new SessionDisowned(this.clock.instant(), owner, session.sessionId()));
			return true;
		});
	}

	private void offerReset(AccountId owner, DisownedSession session) {
		PasswordResetOffer offer = this.reset;
		if (offer != null) {
			this.accounts.byId(owner)
				.filter((known) -> session.address().equals(known.account().email()))
				.ifPresent(
						(known) -> offer.send(known.subject(), session.address(), this.details.find(owner).locale()));
		}
	}

}
