package io.github.jwtauth.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.onetimetoken.OneTimeToken;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.onetimetoken.TokenOffer;

/**
 * Carries a login over a redirect: a token that is good once, for a minute, in the
 * browser that logged in, and that becomes a session when it is exchanged. Tokens of
 * sessions never stand in an address (decision 10). Until the exchange nothing is open:
 * policy, credential version and cap are asked then, at the same gate as for a password.
 * A token that was sent to somebody else's browser logs nobody into anything. Safe for
 * use by many threads.
 */
public final class TokenExchange {

	/** How long a token waits to be exchanged. */
	public static final Duration LIFETIME = Duration.ofSeconds(60);

	private final OneTimeTokens tokens;

	private final AccountLookup accounts;

	private final LoginPolicy policy;

	private final FactorGate gate;

	private final SessionGrant grant;

	private final Clock clock;

	public TokenExchange(OneTimeTokens tokens, AccountLookup accounts, LoginPolicy policy, FactorGate gate,
			SessionGrant grant, Clock clock) {
		this.tokens = tokens;
		this.accounts = accounts;
		this.policy = policy;
		this.gate = gate;
		this.grant = grant;
		this.clock = clock;
	}

	/**
	 * Draws what a browser is recognised by. Give it to the browser in a cookie that
	 * scripts cannot read, for {@link #LIFETIME}.
	 * @return another one for each login
	 */
	public Secret newBrowser() {
		return this.tokens.newBrowser();
	}

	/**
	 * Issues an exchange token.
	 * @param offer whose session it becomes, and in which browser
	 * @return the token
	 */
	public Secret issue(ExchangeOffer offer) {
		return this.tokens.issue(new TokenOffer(OneTimeTokenPurpose.EXCHANGE, offer.subject(), LIFETIME,
				offer.browser(), LoginTerms.of(offer).write()));
	}

	/**
	 * Opens the session. Call it outside of a transaction. A token whose session could
	 * not be opened is good until its time is over.
	 * @param attempt what is presented, and where from
	 * @return both tokens of a new session
	 * @throws AuthException with {@link AuthErrorCode#INVALID_TOKEN} when the token is
	 * unknown, used, expired, of another browser, overtaken by a change of a credential,
	 * or its account is closed: one answer; with {@link AuthErrorCode#EMAIL_NOT_VERIFIED}
	 * or {@link AuthErrorCode#SESSION_LIMIT_REACHED}
	 * @throws MfaRequiredException when the account has a second factor that nobody has
	 * asked for, {@link MfaEnrollmentRequiredException} when it needs one; the token is
	 * used up then
	 */
	public ExchangedSession exchange(ExchangeAttempt attempt) {
		Instant readAt = this.clock.instant();
		OneTimeToken token = this.tokens.find(OneTimeTokenPurpose.EXCHANGE, attempt.token(), attempt.browser())
			.orElseThrow(TokenExchange::invalid);
		LoginTerms terms = LoginTerms.read(token.payload());
		KnownAccount account = this.accounts.byId(token.accountId())
			.filter((known) -> known.subject().credentialVersion() == token.credentialVersion())
			.filter((known) -> terms.link() == null || terms.link().fits(known.account()))
			.orElseThrow(TokenExchange::invalid);
		Refusals.requireAllowed(this.policy.check(account.account()), TokenExchange::invalid);
		FirstFactor first = new FirstFactor(account, terms, attempt.device(),
				Optional.ofNullable(attempt.deviceToken()), Optional.empty(),
				Optional.ofNullable(attempt.presentedRefreshToken()), readAt,
				() -> this.tokens.consume(OneTimeTokenPurpose.EXCHANGE, attempt.token(), attempt.browser()));
		try {
			return new ExchangedSession(this.grant.open(this.gate.pass(first)), terms.firstLogin());
		}
		catch (CredentialChangedException ex) {
			throw invalid();
		}
	}

	private static AuthException invalid() {
		return new AuthException(AuthErrorCode.INVALID_TOKEN, "The token is not valid.");
	}

}
