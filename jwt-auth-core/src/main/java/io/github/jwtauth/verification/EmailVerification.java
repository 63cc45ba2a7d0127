package io.github.jwtauth.verification;

import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.Subject;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.onetimetoken.OneTimeCodes;
import io.github.jwtauth.onetimetoken.OneTimeToken;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import org.jspecify.annotations.Nullable;

/**
 * An owner proves an address, with the link or the code of a mail. A proof is used up
 * together with its effect, and is good for the account, the address and the credentials
 * that it was issued for (requirement R-73). Call it outside of transactions. Safe for
 * use by many threads.
 */
public final class EmailVerification {

	private static final OneTimeTokenPurpose PURPOSE = OneTimeTokenPurpose.EMAIL_VERIFICATION;

	private final VerificationSettings settings;

	private final AccountStore accounts;

	private final AccountLookup lookup;

	private final SubjectStore subjects;

	private final OneTimeTokens tokens;

	private final OneTimeCodes codes;

	private final VerificationMail mail;

	private final EmailProof proof;

	private final AuthEventPublisher events;

	private final Transactions transactions;

	private final RandomBytes random;

	private final Clock clock;

	/**
	 * Wires the walk.
	 * @param settings how addresses are proven
	 * @param accounts learn of the proof
	 * @param lookup finds them
	 * @param subjects their subjects
	 * @param tokens of links
	 * @param codes to type in
	 * @param mail asks for a proof
	 * @param proof what follows from it
	 * @param events hears who asks
	 * @param transactions one for each proof
	 * @param random draws the id of nobody
	 * @param clock the present
	 */
	public EmailVerification(VerificationSettings settings, AccountStore accounts, AccountLookup lookup,
			SubjectStore subjects, OneTimeTokens tokens, OneTimeCodes codes, VerificationMail mail, EmailProof proof,
			AuthEventPublisher events, Transactions transactions, RandomBytes random, Clock clock) {
		this.settings = settings;
		this.accounts = accounts;
		this.lookup = lookup;
		this.subjects = subjects;
		this.tokens = tokens;
		this.codes = codes;
		this.mail = mail;
		this.proof = proof;
		this.events = events;
		this.transactions = transactions;
		this.random = random;
		this.clock = clock;
	}

	/**
	 * Mails another link, provided that there is something to prove. What it does takes
	 * the same either way, and the caller is not told (requirement R-21).
	 * @param email what somebody typed
	 */
	public void resend(EmailAddress email) {
		Optional<KnownAccount> waiting = this.lookup.byIdentifier(email.value())
			.filter((known) -> this.settings.mode() != VerificationMode.NONE)
			.filter((known) -> known.account().email() != null && !known.account().emailVerified())
			.filter((known) -> known.account().status() == AccountStatus.ACTIVE);
		AccountId locked = waiting.map(KnownAccount::id).orElseGet(() -> AccountId.random(this.random));
		this.transactions.alone(() -> {
			Optional<Subject> present = this.subjects.lock(locked) ? this.subjects.find(locked) : Optional.empty();
			Optional<KnownAccount> told = waiting
				.filter((known) -> present.filter(known.subject()::equals).isPresent());
			told.ifPresentOrElse(this.mail::promiseAgain, () -> this.mail.pretend(email));
			this.events
				.publish(new EmailVerificationRequested(this.clock.instant(), told.map(KnownAccount::id).orElse(null)));
			return true;
		});
	}

	/**
	 * Proves an address with the token of a link.
	 * @param token what is presented
	 * @param browser what the browser carries that presents it, or {@code null}
	 * @return whose address it is
	 * @throws AuthException with {@link AuthErrorCode#INVALID_ONE_TIME_TOKEN}: unknown,
	 * used, expired, overtaken and of something else are one answer; with
	 * {@link AuthErrorCode#NOT_SUPPORTED} where addresses are verified elsewhere
	 */
	public VerifiedAddress verify(Secret token, @Nullable Secret browser) {
		OneTimeToken found = this.tokens.find(PURPOSE, token, null).orElseThrow(EmailVerification::invalid);
		return verify(found, browser, () -> this.tokens.consume(PURPOSE, token, null));
	}

	/**
	 * Proves an address with the code of a mail. An unknown address costs what a known
	 * one does.
	 * @param email the address
	 * @param code what is presented
	 * @param browser what the browser carries that presents it, or {@code null}
	 * @return whose address it is
	 * @throws AuthException as of {@link #verify(Secret, Secret)}; also when the code was
	 * tried too often
	 */
	public VerifiedAddress verify(EmailAddress email, Secret code, @Nullable Secret browser) {
		AccountId id = this.lookup.byIdentifier(email.value())
			.map(KnownAccount::id)
			.orElseGet(() -> AccountId.random(this.random));
		OneTimeToken found = this.codes.attempt(PURPOSE, id, code).orElseThrow(EmailVerification::invalid);
		return verify(found, browser, () -> this.codes.consume(PURPOSE, id, code));
	}

	private VerifiedAddress verify(OneTimeToken token, @Nullable Secret browser, BooleanSupplier use) {
		VerificationTerms terms = VerificationTerms.read(token.payload());
		KnownAccount account = this.lookup.byId(token.accountId())
			.filter((known) -> terms.address().equals(known.account().email()))
			.filter((known) -> known.account().status() == AccountStatus.ACTIVE)
			.orElseThrow(EmailVerification::invalid);
		try {
			Subject subject = this.transactions.alone(() -> prove(account.account(), token, terms, use));
			Account proven = account.account().withEmail(account.account().email(), true);
			return new VerifiedAddress(new KnownAccount(subject, proven),
					this.settings.exchange() && terms.isOf(browser));
		}
		catch (UnsupportedOperationException ex) {
			throw new AuthException(AuthErrorCode.NOT_SUPPORTED, "Addresses are verified elsewhere.", null, ex);
		}
	}

	/**
	 * The account before its subject: the order of locks. A refusal undoes everything.
	 */
	private Subject prove(Account account, OneTimeToken token, VerificationTerms terms, BooleanSupplier use) {
		boolean still = this.accounts.verifyEmail(account.key(), terms.address());
		if (!still || !this.subjects.lock(token.accountId()) || !use.getAsBoolean()) {
			throw invalid();
		}
		Subject subject = this.subjects.find(token.accountId())
			.filter((present) -> present.credentialVersion() == token.credentialVersion())
			.orElseThrow(EmailVerification::invalid);
		if (!account.emailVerified()) {
			this.proof.first(subject.id(), terms.ownSession());
		}
		return subject;
	}

	private static AuthException invalid() {
		return new AuthException(AuthErrorCode.INVALID_ONE_TIME_TOKEN, "The link or code is not valid.");
	}

}
