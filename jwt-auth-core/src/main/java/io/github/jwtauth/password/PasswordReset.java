package io.github.jwtauth.password;

import java.time.Clock;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Device;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.LoginDecision;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.onetimetoken.OneTimeToken;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.password.PasswordReplacement.Occasion;

/**
 * Sets a new password for somebody who forgot theirs, or who has to set another: a token
 * is mailed to the address of the account, or was given out by a login, and is good once
 * (requirements ). Opens no session. Call it outside of
 * transactions. Safe for use by many threads.
 */
public final class PasswordReset {

	private final AccountLookup accounts;

	private final LoginPolicy policy;

	private final OneTimeTokens tokens;

	private final PasswordReplacement replacement;

	private final ProvenAddress addresses;

	private final AccountDetailsStore details;

	private final PasswordResetOffer offer;

	private final AccountNotifier notifier;

	private final AuthEventPublisher events;

	private final Transactions transactions;

	private final RandomBytes random;

	private final Clock clock;

	/**
	 * Wires the act.
	 * @param accounts finds accounts
	 * @param policy says which accounts are closed
	 * @param tokens issues and consumes what is mailed
	 * @param replacement stores the new password
	 * @param addresses what follows from the proof that a consumed token is
	 * @param details knows the language of mails
	 * @param offer mails a token
	 * @param notifier mails nobody
	 * @param events hears who asks
	 * @param transactions of the stores
	 * @param random makes the id of nobody
	 * @param clock the present
	 */
	public PasswordReset(AccountLookup accounts, LoginPolicy policy, OneTimeTokens tokens,
			PasswordReplacement replacement, ProvenAddress addresses, AccountDetailsStore details,
			PasswordResetOffer offer, AccountNotifier notifier, AuthEventPublisher events, Transactions transactions,
			RandomBytes random, Clock clock) {
		this.accounts = accounts;
		this.policy = policy;
		this.tokens = tokens;
		this.replacement = replacement;
		this.addresses = addresses;
		this.details = details;
		this.offer = offer;
		this.notifier = notifier;
		this.events = events;
		this.transactions = transactions;
		this.random = random;
		this.clock = clock;
	}

	/**
	 * Mails a token, where there is an account that may be used. What it does and takes
	 * tells nothing about whether there is.
	 * @param email what somebody says is theirs
	 */
	public void request(EmailAddress email) {
		Optional<KnownAccount> found = this.accounts.byIdentifier(email.value())
			.filter((known) -> known.account().email() != null);
		this.transactions.alone(() -> {
			Optional<KnownAccount> open = found.filter(this::isOpen);
			open.ifPresentOrElse(this::offer,
					() -> pretend(found.map((known) -> known.account().email()).orElse(email)));
			this.events
				.publish(new PasswordResetRequested(this.clock.instant(), open.map(KnownAccount::id).orElse(null)));
			return true;
		});
	}

	/**
	 * Mails a token to the owner of an account with an address. Joins the running
	 * transaction.
	 * @param account whose; nobody is told where it has no address
	 */
	public void offer(KnownAccount account) {
		EmailAddress email = account.account().email();
		if (email != null) {
			this.offer.send(account.subject(), email, this.details.find(account.id()).locale());
		}
	}

	/**
	 * Sets the new password; every session ends. A password that the rules refuse does
	 * not use the token up, and they are told only to the holder of a good one.
	 * @param token what was mailed or given out
	 * @param chosen the new password
	 * @param device where from
	 * @throws AuthException with {@link AuthErrorCode#INVALID_ONE_TIME_TOKEN} when the
	 * token is unknown, used, expired, made for something else, overtaken by a change of
	 * the address or of a credential, or its account is closed: one answer; with
	 * {@link AuthErrorCode#NOT_SUPPORTED} or {@link AuthErrorCode#BUSY}
	 * @throws InvalidInputException with {@link AuthErrorCode#PASSWORD_REFUSED}
	 */
	public void confirm(Secret token, RawPassword chosen, Device device) {
		OneTimeToken found = this.tokens.find(OneTimeTokenPurpose.PASSWORD_RESET, token, null)
			.or(() -> this.tokens.find(OneTimeTokenPurpose.PASSWORD_CHANGE, token, null))
			.orElseThrow(PasswordReset::invalid);
		KnownAccount account = this.accounts.byId(found.accountId())
			.filter((known) -> fits(found, known))
			.orElseThrow(PasswordReset::invalid);
		PreparedPassword prepared = this.replacement.prepare(account, chosen, "new_password");
		boolean mailed = found.purpose() == OneTimeTokenPurpose.PASSWORD_RESET;
		// What an account had before its address was proven is somebody else's.
		boolean unproven = mailed && !account.account().emailVerified();
		Occasion occasion = new Occasion(mailed ? PasswordChanged.Way.RESET : PasswordChanged.Way.DEMAND, null, device);
		this.transactions.alone(() -> {
			if (!this.replacement.replace(unproven ? prepared.withoutPast() : prepared, occasion,
					() -> this.tokens.consume(found.purpose(), token, null)
							&& (!mailed || this.addresses.accept(account)))) {
				throw invalid();
			}
			return true;
		});
	}

	private boolean fits(OneTimeToken token, KnownAccount account) {
		EmailAddress email = account.account().email();
		boolean sameAddress = token.purpose() == OneTimeTokenPurpose.PASSWORD_CHANGE
				|| (email != null && email.canonical().equals(token.payload()));
		return sameAddress && account.subject().credentialVersion() == token.credentialVersion() && isOpen(account);
	}

	private boolean isOpen(KnownAccount account) {
		return this.policy.check(account.account()) != LoginDecision.CLOSED;
	}

	/** The statements of {@link #offer}, for nobody. */
	private void pretend(EmailAddress email) {
		this.details.find(AccountId.random(this.random));
		this.notifier.pretendRoom(NoticeKind.RESET_PASSWORD, email);
		this.tokens.pretend(OneTimeTokenPurpose.PASSWORD_RESET);
		this.notifier.pretend(NoticeKind.RESET_PASSWORD, email);
	}

	private static AuthException invalid() {
		return new AuthException(AuthErrorCode.INVALID_ONE_TIME_TOKEN, "The token is not valid.");
	}

}
