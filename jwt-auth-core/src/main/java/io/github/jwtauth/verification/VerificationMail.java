package io.github.jwtauth.verification;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import io.github.jwtauth.Secret;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.onetimetoken.IssuedCode;
import io.github.jwtauth.onetimetoken.OneTimeCodes;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.TokenOffer;
import org.jspecify.annotations.Nullable;

/**
 * The mail that asks an owner to prove an address: a link and a code, good for this
 * account, this address and these credentials (requirement R-73). Safe for use by many
 * threads.
 */
public final class VerificationMail {

	private final VerificationSettings settings;

	private final OneTimeCodes codes;

	private final AccountDetailsStore details;

	private final AccountNotifier notifier;

	private final Clock clock;

	public VerificationMail(VerificationSettings settings, OneTimeCodes codes, AccountDetailsStore details,
			AccountNotifier notifier, Clock clock) {
		this.settings = settings;
		this.codes = codes;
		this.details = details;
		this.notifier = notifier;
		this.clock = clock;
	}

	/**
	 * Promises the mail of a registration. Joins the running transaction.
	 * @param account has an address
	 * @param session the session that the registration opened, or {@code null}
	 * @param browser what the browser carries that registered, or {@code null}
	 */
	public void promise(KnownAccount account, @Nullable SessionId session, @Nullable Secret browser) {
		promise(account, VerificationTerms.of(address(account), session, browser));
	}

	/**
	 * Promises another mail for the same registration: whoever asks for it is not
	 * necessarily who registered. What was mailed before is void, unless the mailbox has
	 * no room for another mail. Call it in a transaction, under the subject's lock.
	 * @param account has an address
	 */
	void promiseAgain(KnownAccount account) {
		if (!this.notifier.hasRoom(NoticeKind.VERIFY_EMAIL, account.id(), address(account))) {
			pretendMail(address(account));
			return;
		}
		promise(account,
				this.codes.pending(OneTimeTokenPurpose.EMAIL_VERIFICATION, account.id())
					.map((token) -> VerificationTerms.read(token.payload()).of(address(account)))
					.orElseGet(() -> VerificationTerms.of(address(account), null, null)));
	}

	/**
	 * Whether the mail of a registration would be sent. Ask before an account makes way
	 * whose owner may have a link that is still good.
	 * @param recipient the address of an account that is yet to be
	 * @return whether there is room in the mailbox, until the transaction ends
	 */
	public boolean hasRoom(EmailAddress recipient) {
		return this.notifier.hasRoom(NoticeKind.VERIFY_EMAIL, null, recipient);
	}

	/**
	 * Does the work of {@link #promiseAgain} and mails nobody (requirement R-21). Joins
	 * the running transaction.
	 * @param recipient who would have been told
	 */
	void pretend(EmailAddress recipient) {
		this.notifier.pretendRoom(NoticeKind.VERIFY_EMAIL, recipient);
		pretendMail(recipient);
	}

	private void pretendMail(EmailAddress recipient) {
		this.codes.pretend();
		this.notifier.pretend(NoticeKind.VERIFY_EMAIL, recipient);
	}

	private void promise(KnownAccount known, VerificationTerms terms) {
		Instant now = this.clock.instant();
		Account account = known.account();
		IssuedCode issued = this.codes.issue(new TokenOffer(OneTimeTokenPurpose.EMAIL_VERIFICATION, known.subject(),
				this.settings.lifetime(), null, terms.write()));
		this.notifier.send(AccountNotice.of(NoticeKind.VERIFY_EMAIL, known.id(), address(known), now)
			.withToken(issued.token(), now.plus(this.settings.lifetime()))
			.withCode(issued.code())
			.withLocale(this.details.find(known.id()).locale())
			.withFacts((account.firstName() != null) ? Map.of("first_name", account.firstName()) : Map.of()));
	}

	private static EmailAddress address(KnownAccount account) {
		return Objects.requireNonNull(account.account().email(), "email");
	}

}
