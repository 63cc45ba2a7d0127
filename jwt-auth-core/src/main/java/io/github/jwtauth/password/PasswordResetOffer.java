package io.github.jwtauth.password;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.github.jwtauth.Secret;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.Subject;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.onetimetoken.TokenOffer;
import org.jspecify.annotations.Nullable;

/**
 * Mails an owner a link to set a new password: who forgot theirs asks for it, and who was
 * robbed of it gets it unasked. Safe for use by many threads.
 */
public final class PasswordResetOffer {

	private final OneTimeTokens tokens;

	private final AccountNotifier notifier;

	private final Duration lifetime;

	private final Clock clock;

	/**
	 * Wires the offer.
	 * @param tokens issues the token
	 * @param notifier tells the owner
	 * @param lifetime how long a link is good
	 * @param clock the present
	 */
	public PasswordResetOffer(OneTimeTokens tokens, AccountNotifier notifier, Duration lifetime, Clock clock) {
		this.tokens = tokens;
		this.notifier = notifier;
		this.lifetime = lifetime;
		this.clock = clock;
	}

	/**
	 * Sends a link, which voids those before it; where the mailbox has no room for
	 * another mail, those stay good. Joins the running transaction.
	 * @param subject whose password, with the present credential version
	 * @param address where to; the token is good as long as this is the account's address
	 * @param locale language tag, or {@code null}
	 */
	public void send(Subject subject, EmailAddress address, @Nullable String locale) {
		Instant now = this.clock.instant();
		TokenOffer offer = new TokenOffer(OneTimeTokenPurpose.PASSWORD_RESET, subject, this.lifetime, null,
				address.canonical());
		Optional<Secret> token = this.tokens.issueIf(offer,
				() -> this.notifier.hasRoom(NoticeKind.RESET_PASSWORD, subject.id(), address));
		token.ifPresentOrElse(
				(issued) -> this.notifier.send(AccountNotice.of(NoticeKind.RESET_PASSWORD, subject.id(), address, now)
					.withToken(issued, now.plus(this.lifetime))
					.withLocale(locale)),
				() -> this.notifier.pretend(NoticeKind.RESET_PASSWORD, address));
	}

}
