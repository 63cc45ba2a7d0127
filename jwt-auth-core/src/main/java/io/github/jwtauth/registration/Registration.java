package io.github.jwtauth.registration;

import java.util.Optional;
import java.util.SortedSet;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.LoginDecision;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.login.SessionGrant;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.password.PasswordChoice;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.registration.RegistrationOutcome.LoggedIn;
import io.github.jwtauth.registration.RegistrationOutcome.Registered;
import io.github.jwtauth.registration.RegistrationOutcome.VerificationRequired;
import io.github.jwtauth.session.TokenPair;
import io.github.jwtauth.verification.VerificationMail;
import io.github.jwtauth.verification.VerificationMode;
import io.github.jwtauth.verification.VerificationSettings;

/**
 * The walk of somebody who fills in the form: is it in order, may they, is the username
 * free, and then the account. The password is encoded before anybody looks for the
 * address, outside of any transaction, in every case (requirement R-20). Where the
 * address must be proven, the answer does not tell whether it had an account. Call it
 * without a transaction. Safe for use by many threads.
 */
public final class Registration {

	private final RegistrationRules rules;

	private final RegistrationSettings settings;

	private final VerificationSettings verification;

	private final RegistrationPolicy policy;

	private final LoginPolicy loginPolicy;

	private final AccountStore accounts;

	private final PasswordChoice passwords;

	private final NewAccounts newAccounts;

	private final QuietRegistration quiet;

	private final VerificationMail mail;

	private final OneTimeTokens tokens;

	private final SessionGrant grant;

	private final Transactions transactions;

	/**
	 * Wires the walk.
	 * @param rules what a form must be like
	 * @param settings what a registration gives
	 * @param verification how addresses are proven
	 * @param policy who may have an account
	 * @param loginPolicy who may hold a session
	 * @param accounts the accounts
	 * @param passwords encodes
	 * @param newAccounts what belongs to a new account
	 * @param quiet registers where the address must be proven
	 * @param mail asks for a proof
	 * @param tokens draws what a browser is recognised by
	 * @param grant opens the first session
	 * @param transactions one for the account
	 */
	public Registration(RegistrationRules rules, RegistrationSettings settings, VerificationSettings verification,
			RegistrationPolicy policy, LoginPolicy loginPolicy, AccountStore accounts, PasswordChoice passwords,
			NewAccounts newAccounts, QuietRegistration quiet, VerificationMail mail, OneTimeTokens tokens,
			SessionGrant grant, Transactions transactions) {
		this.rules = rules;
		this.settings = settings;
		this.verification = verification;
		this.policy = policy;
		this.loginPolicy = loginPolicy;
		this.accounts = accounts;
		this.passwords = passwords;
		this.newAccounts = newAccounts;
		this.quiet = quiet;
		this.mail = mail;
		this.tokens = tokens;
		this.grant = grant;
		this.transactions = transactions;
	}

	/**
	 * Registers.
	 * @param form what they filled in
	 * @return what became of it
	 * @throws InvalidInputException with everything that is wrong with the form
	 * @throws RegistrationRefusedException when the policy does not want them
	 * @throws AuthException with {@link AuthErrorCode#USERNAME_TAKEN}; with
	 * {@link AuthErrorCode#EMAIL_TAKEN} only where addresses need no proof; with
	 * {@link AuthErrorCode#NOT_SUPPORTED} where accounts are made elsewhere; with
	 * {@link AuthErrorCode#BUSY} or {@link AuthErrorCode#UNAVAILABLE}
	 */
	public RegistrationOutcome register(RegistrationForm form) {
		Applicant applicant = this.rules.check(form);
		SortedSet<String> roles = admitted(applicant);
		requireFreeUsername(applicant);
		Account account = this.newAccounts.draft(applicant, roles, encoded(applicant.password()));
		try {
			return (this.verification.mode() == VerificationMode.MANDATORY) ? quietly(account, applicant)
					: openly(account, applicant, form);
		}
		catch (UnsupportedOperationException ex) {
			throw new AuthException(AuthErrorCode.NOT_SUPPORTED, "Accounts are made elsewhere.", null, ex);
		}
	}

	private RegistrationOutcome quietly(Account account, Applicant applicant) {
		Secret browser = this.verification.exchange() ? this.tokens.newBrowser() : null;
		this.quiet.register(account, applicant, browser, () -> requireFreeUsername(applicant));
		return new VerificationRequired(applicant.email(), browser);
	}

	private RegistrationOutcome openly(Account account, Applicant applicant, RegistrationForm form) {
		boolean session = this.settings.autoLogin() && this.loginPolicy.check(account) == LoginDecision.ALLOWED;
		return session ? withSession(account, applicant, form) : withoutSession(account, applicant);
	}

	private RegistrationOutcome withSession(Account account, Applicant applicant, RegistrationForm form) {
		Optional<TokenPair> tokens = this.grant.openFirst(() -> make(account, applicant), form.device(),
				form.presentedRefreshToken(), (known, session) -> {
					if (this.verification.mode() == VerificationMode.OPTIONAL) {
						this.mail.promise(known, session, null);
					}
				});
		return new LoggedIn(tokens.orElseThrow(() -> taken(applicant)));
	}

	private RegistrationOutcome withoutSession(Account account, Applicant applicant) {
		this.transactions.alone(() -> {
			Optional<KnownAccount> made = make(account, applicant);
			if (this.verification.mode() == VerificationMode.OPTIONAL) {
				made.ifPresent((known) -> this.mail.promise(known, null, null));
			}
			return made;
		}).orElseThrow(() -> taken(applicant));
		return new Registered(applicant.email());
	}

	private Optional<KnownAccount> make(Account account, Applicant applicant) {
		return this.accounts.insertIfAbsent(account) ? Optional.of(this.newAccounts.settle(account, applicant))
				: Optional.empty();
	}

	private SortedSet<String> admitted(Applicant applicant) {
		RegistrationDecision decision = this.policy.decide(RegistrationRequest.of(applicant, this.settings.roles()));
		if (decision instanceof RegistrationDecision.Accepted accepted) {
			return accepted.roles();
		}
		if (decision instanceof RegistrationDecision.Rejected rejected) {
			throw new RegistrationRefusedException(rejected.code());
		}
		throw new AuthException(AuthErrorCode.UNAVAILABLE, "This cannot be decided now, please try again.");
	}

	/**
	 * Told whatever the address (decision 25). Whoever has the username with the very
	 * address, and makes way, does not count: it may be the same person again.
	 */
	private void requireFreeUsername(Applicant applicant) {
		Optional<Account> holder = Optional.ofNullable(applicant.username())
			.flatMap(this.accounts::findByIdentifier)
			.filter((account) -> !isUnproven(account, applicant.email()));
		if (holder.isPresent()) {
			throw new AuthException(AuthErrorCode.USERNAME_TAKEN, "This username is taken.");
		}
	}

	/** The store knows which addresses are one. */
	private boolean isUnproven(Account holder, EmailAddress email) {
		return this.verification.mode() == VerificationMode.MANDATORY && holder.email() != null
				&& !holder.emailVerified()
				&& this.accounts.findByIdentifier(email.value())
					.filter((account) -> account.key().equals(holder.key()))
					.isPresent();
	}

	private AuthException taken(Applicant applicant) {
		requireFreeUsername(applicant);
		return new AuthException(AuthErrorCode.EMAIL_TAKEN, "This e-mail address is taken.");
	}

	/** What is wrong with a form has one code, whatever it is. */
	private Secret encoded(RawPassword password) {
		try {
			return this.passwords.encode(password, "password");
		}
		catch (InvalidInputException ex) {
			throw new InvalidInputException(AuthErrorCode.VALIDATION, ex.faults());
		}
	}

}
