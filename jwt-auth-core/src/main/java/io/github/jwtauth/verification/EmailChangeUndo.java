package io.github.jwtauth.verification;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.ExternalIdentityStore;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.Subject;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.mfa.FactorReset;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.onetimetoken.OneTimeToken;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.password.PasswordResetOffer;
import io.github.jwtauth.password.PasswordVoiding;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import io.github.jwtauth.session.SessionEndReason;
import org.jspecify.annotations.Nullable;

/**
 * Brings back an address that was replaced, whatever has become of the account since:
 * whoever changed the address may have changed the password as well, and the address once
 * more. Of several undone changes the oldest wins, because the links of later ones lie in
 * mailboxes that the account may not have had without its owner. Every session ends,
 * devices are strangers again, a second factor that was set up since is gone, the present
 * password is out of use, and the restored address gets a link to set a new one. Call it
 * outside of transactions. Safe for use by many threads.
 */
public final class EmailChangeUndo {

	private final AccountLookup lookup;

	private final AccountStore accounts;

	private final SubjectStore subjects;

	private final AccountDetailsStore details;

	private final OneTimeTokens tokens;

	private final ExternalIdentityStore identities;

	private final RefreshTokenWhitelist whitelist;

	private final FactorReset factors;

	private final PasswordVoiding voiding;

	private final PasswordResetOffer reset;

	private final AccountNotifier notifier;

	private final AuthEventPublisher events;

	private final Transactions transactions;

	private final Clock clock;

	public EmailChangeUndo(AccountLookup lookup, AccountStore accounts, SubjectStore subjects,
			AccountDetailsStore details, OneTimeTokens tokens, ExternalIdentityStore identities,
			RefreshTokenWhitelist whitelist, FactorReset factors, PasswordVoiding voiding, PasswordResetOffer reset,
			AccountNotifier notifier, AuthEventPublisher events, Transactions transactions, Clock clock) {
		this.lookup = lookup;
		this.accounts = accounts;
		this.subjects = subjects;
		this.details = details;
		this.tokens = tokens;
		this.identities = identities;
		this.whitelist = whitelist;
		this.factors = factors;
		this.voiding = voiding;
		this.reset = reset;
		this.notifier = notifier;
		this.events = events;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * Undoes a change.
	 * @param presented the token that was sent to the old address
	 * @throws AuthException with {@link AuthErrorCode#INVALID_ONE_TIME_TOKEN}, also when
	 * somebody else has the address meanwhile; with {@link AuthErrorCode#NOT_SUPPORTED}
	 * when addresses are changed elsewhere; with {@link AuthErrorCode#BUSY}
	 */
	public void undo(Secret presented) {
		OneTimeToken token = this.tokens.find(OneTimeTokenPurpose.EMAIL_CHANGE_UNDO, presented, null)
			.orElseThrow(Links::invalid);
		EmailChangeUndoTerms terms = EmailChangeUndoTerms.read(token.payload());
		EmailAddress restored = terms.restored();
		KnownAccount known = this.lookup.byId(token.accountId()).orElseThrow(Links::invalid);
		String locale = this.details.find(known.id()).locale();
		Secret nobodys = this.voiding.prepare();
		Links.supported(() -> this.transactions.join(() -> {
			Subject subject = restore(presented, token, known, terms, nobodys);
			tell(known, restored, locale);
			this.reset.send(subject, restored, locale);
			return true;
		}));
	}

	/** The account before its subject, as every host takes its locks. */
	private Subject restore(Secret presented, OneTimeToken token, KnownAccount known, EmailChangeUndoTerms terms,
			Secret nobodys) {
		AccountId owner = token.accountId();
		Account account = known.account();
		if (!this.accounts.changeEmail(account.key(), account.email(), terms.restored(), true)) {
			throw Links.invalid();
		}
		this.voiding.voidPassword(known, nobodys);
		if (!this.subjects.lock(owner)
				|| !this.tokens.consume(OneTimeTokenPurpose.EMAIL_CHANGE_UNDO, presented, null)) {
			throw Links.invalid();
		}
		Instant now = this.clock.instant();
		this.tokens.voidNewer(token);
		this.tokens.accountRecovered(owner);
		// Whoever changed the address may have linked an identity that vouches for
		// theirs.
		this.identities.unlinkAll(owner);
		this.subjects.advanceCredentialVersion(owner);
		this.factors.recovered(owner, terms.changedAt());
		this.details.emailVerified(owner, now);
		this.whitelist.endAll(owner, Optional.empty(), SessionEndReason.EMAIL_CHANGE_UNDONE);
		this.events.publish(new EmailChangeUndone(now, owner));
		return this.subjects.find(owner).orElseThrow(Links::invalid);
	}

	private void tell(KnownAccount known, EmailAddress restored, @Nullable String locale) {
		EmailAddress replaced = known.account().email();
		Instant now = this.clock.instant();
		this.notifier
			.send(AccountNotice.of(NoticeKind.EMAIL_CHANGE_UNDONE, known.id(), restored, now).withLocale(locale));
		if (replaced != null && !replaced.equals(restored)) {
			this.notifier
				.send(AccountNotice.of(NoticeKind.EMAIL_CHANGE_UNDONE, known.id(), replaced, now).withLocale(locale));
		}
	}

}
