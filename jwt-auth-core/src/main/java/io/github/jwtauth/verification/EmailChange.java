package io.github.jwtauth.verification;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.EmailVerified;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.onetimetoken.OneTimeToken;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.onetimetoken.TokenOffer;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the address of an account (requirement R-77). The account keeps the present
 * one until somebody presents the token that was sent to the new one; that token is bound
 * to both addresses and to the credentials of when it was asked for. The old address is
 * told and can undo it, provided that it was proven: an address that nobody ever proved
 * may be a stranger's, and gets no power over the account. An address that somebody else
 * has is answered like any other and nobody is told (requirement R-22). Safe for use by
 * many threads.
 */
public final class EmailChange {

	private final AccountLookup lookup;

	private final AccountStore accounts;

	private final SubjectStore subjects;

	private final AccountDetailsStore details;

	private final OneTimeTokens tokens;

	private final AccountNotifier notifier;

	private final AuthEventPublisher events;

	private final Transactions transactions;

	private final EmailChangeSettings settings;

	private final Clock clock;

	public EmailChange(AccountLookup lookup, AccountStore accounts, SubjectStore subjects, AccountDetailsStore details,
			OneTimeTokens tokens, AccountNotifier notifier, AuthEventPublisher events, Transactions transactions,
			EmailChangeSettings settings, Clock clock) {
		this.lookup = lookup;
		this.accounts = accounts;
		this.subjects = subjects;
		this.details = details;
		this.tokens = tokens;
		this.notifier = notifier;
		this.events = events;
		this.transactions = transactions;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Asks for another address, or for the first one. The caller has made sure that the
	 * owner has just proven who they are. A change that was asked for before is void.
	 * @param accountId whose
	 * @param replacement the new address; also the present one in another spelling
	 * @throws AuthException with {@link AuthErrorCode#INVALID_TOKEN} when the account is
	 * gone
	 */
	public void request(AccountId accountId, EmailAddress replacement) {
		KnownAccount known = this.lookup.byId(accountId)
			.orElseThrow(() -> new AuthException(AuthErrorCode.INVALID_TOKEN, "The access token is not valid."));
		boolean taken = this.accounts.findByIdentifier(replacement.value())
			.filter((other) -> !other.key().equals(known.account().key()))
			.isPresent();
		String locale = this.details.find(accountId).locale();
		this.transactions.join(() -> {
			Secret token = this.tokens.issue(new TokenOffer(OneTimeTokenPurpose.EMAIL_CHANGE, known.subject(),
					this.settings.lifetime(), null, EmailChangeTerms.of(known.account(), replacement).write()));
			if (taken) {
				this.notifier.pretend(NoticeKind.CONFIRM_EMAIL_CHANGE, replacement);
			}
			else {
				Instant now = this.clock.instant();
				this.notifier.send(notice(NoticeKind.CONFIRM_EMAIL_CHANGE, known, replacement).withLocale(locale)
					.withToken(token, now.plus(this.settings.lifetime())));
			}
			this.events.publish(new EmailChangeRequested(this.clock.instant(), accountId));
			return true;
		});
	}

	/**
	 * Makes the change. Sessions go on; what else was pending is void.
	 * @param presented the token that was sent to the new address
	 * @throws AuthException with {@link AuthErrorCode#INVALID_ONE_TIME_TOKEN}, also when
	 * somebody else has the address meanwhile; with {@link AuthErrorCode#NOT_SUPPORTED}
	 * when addresses are changed elsewhere
	 */
	public void confirm(Secret presented) {
		OneTimeToken token = this.tokens.find(OneTimeTokenPurpose.EMAIL_CHANGE, presented, null)
			.orElseThrow(Links::invalid);
		EmailChangeTerms terms = EmailChangeTerms.read(token.payload());
		KnownAccount known = this.lookup.byId(token.accountId())
			.filter((found) -> found.subject().credentialVersion() == token.credentialVersion())
			.filter((found) -> terms.fit(found.account()))
			.filter((found) -> found.account().status() == AccountStatus.ACTIVE)
			.orElseThrow(Links::invalid);
		String locale = this.details.find(known.id()).locale();
		Links.supported(() -> this.transactions.join(() -> {
			change(presented, known, terms.replacement());
			tellTheOldAddress(known, terms.replacement(), locale);
			return true;
		}));
	}

	/** The account before its subject, as every host takes its locks. */
	private void change(Secret presented, KnownAccount known, EmailAddress replacement) {
		Account account = known.account();
		if (!this.accounts.changeEmail(account.key(), account.email(), replacement, true)
				|| !this.subjects.lock(known.id()) || isOvertaken(known)
				|| !this.tokens.consume(OneTimeTokenPurpose.EMAIL_CHANGE, presented, null)) {
			throw Links.invalid();
		}
		Instant now = this.clock.instant();
		this.details.emailVerified(known.id(), now);
		this.tokens.credentialChanged(known.id());
		if (!account.emailVerified()) {
			this.events.publish(new EmailVerified(now, known.id()));
		}
		this.events.publish(new EmailChanged(now, known.id()));
	}

	private boolean isOvertaken(KnownAccount known) {
		return this.subjects.find(known.id())
			.filter((subject) -> subject.credentialVersion() == known.subject().credentialVersion())
			.isEmpty();
	}

	private void tellTheOldAddress(KnownAccount known, EmailAddress replacement, @Nullable String locale) {
		EmailAddress old = known.account().email();
		if (old == null || old.equals(replacement) || !known.account().emailVerified()) {
			return;
		}
		AccountNotice notice = notice(NoticeKind.EMAIL_CHANGED, known, old).withLocale(locale)
			.withFacts(Map.of("new_email", replacement.value()));
		if (!this.settings.undoLifetime().isZero()) {
			Secret undo = this.tokens.issue(new TokenOffer(OneTimeTokenPurpose.EMAIL_CHANGE_UNDO, known.subject(),
					this.settings.undoLifetime(), null, new EmailChangeUndoTerms(old, notice.at()).write()));
			notice = notice.withToken(undo, notice.at().plus(this.settings.undoLifetime()));
		}
		this.notifier.send(notice);
	}

	private AccountNotice notice(NoticeKind kind, KnownAccount known, EmailAddress recipient) {
		return AccountNotice.of(kind, known.id(), recipient, this.clock.instant());
	}

}
