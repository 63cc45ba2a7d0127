package io.github.jwtauth.registration;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.ExternalIdentityStore;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.login.ExchangeOffer;
import io.github.jwtauth.login.PendingLink;
import io.github.jwtauth.login.TokenExchange;
import io.github.jwtauth.registration.ExternalSignInOutcome.Admitted;
import io.github.jwtauth.registration.ExternalSignInOutcome.Refused;
import org.jspecify.annotations.Nullable;

/**
 * The walk of somebody whom an identity provider has authenticated. A linked identity
 * leads to its account. Else an address that the provider vouches for leads to the
 * account whose owner has proven it; the link is made when the session opens, behind
 * every gate that a session has. Else the policy decides about a new account. An account
 * with an unproven address is never joined, because whoever made it may be waiting for
 * just that (attacks ): it makes way for the new one when nobody has ever used
 * it, and is left alone otherwise. An address that nobody vouches for is treated as none,
 * whether or not it has an account. A link whose account is not found any more makes way
 * for a new one, and stays where there is none: a store that hides an account for a while
 * must not cost its owner the link. No session is open at the end of this walk. Safe for
 * use by many threads.
 */
public final class ExternalSignIn {

	/** They may not, and are not told why. */
	public static final String REFUSED = "external_login_refused";

	/**
	 * There is an account with this address, which the provider vouches for, and its
	 * owner has yet to prove the address: log in there as before, and prove it.
	 */
	public static final String ACCOUNT_EXISTS = "account_exists";

	/** The account's address has to be proven first. */
	public static final String EMAIL_NOT_VERIFIED = "email_not_verified";

	/** Come back later. */
	public static final String UNAVAILABLE = "unavailable";

	/** A race is decided by whoever wins it; the loser looks once more. */
	private static final int ATTEMPTS = 3;

	private final ExternalIdentityStore identities;

	private final AccountLookup accounts;

	private final LoginPolicy loginPolicy;

	private final RegistrationPolicy registrationPolicy;

	private final ExternalRegistration registration;

	private final TokenExchange exchange;

	private final SortedSet<String> roles;

	/**
	 * Wires the walk.
	 * @param identities who is linked to what
	 * @param accounts the accounts
	 * @param loginPolicy who may hold a session
	 * @param registrationPolicy who may have an account
	 * @param registration makes accounts
	 * @param exchange carries the login over the redirect
	 * @param roles of a new account unless the policy says otherwise
	 */
	public ExternalSignIn(ExternalIdentityStore identities, AccountLookup accounts, LoginPolicy loginPolicy,
			RegistrationPolicy registrationPolicy, ExternalRegistration registration, TokenExchange exchange,
			Collection<String> roles) {
		this.identities = identities;
		this.accounts = accounts;
		this.loginPolicy = loginPolicy;
		this.registrationPolicy = registrationPolicy;
		this.registration = registration;
		this.exchange = exchange;
		this.roles = new TreeSet<>(roles);
	}

	/**
	 * Finds or makes the account, and offers its session. Call it outside of a
	 * transaction.
	 * @param identity who, as a provider that the caller trusts describes them
	 * @return what became of them
	 * @throws AuthException when something that is needed does not answer
	 */
	public ExternalSignInOutcome signIn(ExternalIdentity identity) {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			Optional<ExternalSignInOutcome> outcome = attempt(identity);
			if (outcome.isPresent()) {
				return outcome.get();
			}
		}
		return new Refused(REFUSED);
	}

	/** Empty when somebody else was faster. */
	private Optional<ExternalSignInOutcome> attempt(ExternalIdentity identity) {
		Optional<AccountId> link = this.identities.findAccount(identity.key());
		Optional<KnownAccount> linked = link.flatMap(this.accounts::byId);
		if (linked.isPresent()) {
			return Optional.of(offer(linked.get(), identity, false, null));
		}
		EmailAddress vouched = identity.emailVerified() ? identity.email() : null;
		Optional<KnownAccount> sameAddress = Optional.ofNullable(vouched)
			.flatMap((email) -> this.accounts.byIdentifier(email.value()));
		if (vouched != null && sameAddress.isPresent()) {
			return UnprovenAccounts.mayMakeWay(sameAddress.get().account()) ? register(identity,
					(roles) -> this.registration.replace(identity, vouched, roles, link), ACCOUNT_EXISTS)
					: Optional.of(join(sameAddress.get(), identity, vouched, link));
		}
		return register(identity, (roles) -> this.registration.register(identity, roles, link),
				RegistrationPolicy.REGISTRATION_CLOSED);
	}

	private ExternalSignInOutcome join(KnownAccount account, ExternalIdentity identity, EmailAddress vouched,
			Optional<AccountId> gone) {
		PendingLink link = new PendingLink(identity.key(), vouched);
		if (!link.fits(account.account())) {
			return new Refused(ACCOUNT_EXISTS);
		}
		gone.ifPresent((id) -> this.identities.unlink(identity.key(), id));
		return offer(account, identity, false, link);
	}

	/** Empty when somebody else was faster. */
	private Optional<ExternalSignInOutcome> register(ExternalIdentity identity,
			Function<SortedSet<String>, Optional<KnownAccount>> making, String notSupported) {
		RegistrationDecision decision = this.registrationPolicy.decide(RegistrationRequest.of(identity, this.roles));
		if (decision instanceof RegistrationDecision.Rejected rejected) {
			return Optional.of(new Refused(rejected.code()));
		}
		if (!(decision instanceof RegistrationDecision.Accepted accepted)) {
			return Optional.of(new Refused(UNAVAILABLE));
		}
		try {
			return making.apply(accepted.roles()).map((account) -> offer(account, identity, true, null));
		}
		catch (UnprovenAccounts.KeptException ex) {
			return Optional.of(new Refused(ACCOUNT_EXISTS));
		}
		catch (UnsupportedOperationException ex) {
			return Optional.of(new Refused(notSupported));
		}
	}

	/** Asked here so that the refusal can be told; the exchange asks again. */
	private ExternalSignInOutcome offer(KnownAccount account, ExternalIdentity identity, boolean firstLogin,
			@Nullable PendingLink link) {
		return switch (this.loginPolicy.check(account.account())) {
			case CLOSED -> new Refused(REFUSED);
			case EMAIL_NOT_VERIFIED -> new Refused(EMAIL_NOT_VERIFIED);
			case ALLOWED -> {
				Secret browser = this.exchange.newBrowser();
				yield new Admitted(
						this.exchange.issue(
								new ExchangeOffer(account.subject(), identity.amr(), false, firstLogin, browser, link)),
						browser);
			}
		};
	}

}
