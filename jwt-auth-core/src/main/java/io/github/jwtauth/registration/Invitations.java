package io.github.jwtauth.registration;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.account.LoginDecision;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.onetimetoken.OneTimeToken;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.onetimetoken.TokenOffer;

/**
 * Invites people to have an account. There is none before they accept: the token belongs
 * to whoever invites, and is worth what they may give when it is used. Nobody gives a
 * role that they do not have, the roles of every new account aside. An address whose
 * owner has an account already is answered like any other and not written to. Safe for
 * use by many threads.
 */
public final class Invitations {

	private final AccountLookup lookup;

	private final AccountStore accounts;

	private final LoginPolicy policy;

	private final OneTimeTokens tokens;

	private final AccountNotifier notifier;

	private final AuthEventPublisher events;

	private final Transactions transactions;

	private final InvitationSettings settings;

	private final Clock clock;

	public Invitations(AccountLookup lookup, AccountStore accounts, LoginPolicy policy, OneTimeTokens tokens,
			AccountNotifier notifier, AuthEventPublisher events, Transactions transactions, InvitationSettings settings,
			Clock clock) {
		this.lookup = lookup;
		this.accounts = accounts;
		this.policy = policy;
		this.tokens = tokens;
		this.notifier = notifier;
		this.events = events;
		this.transactions = transactions;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Invites somebody.
	 * @param inviter who invites
	 * @param invitation whom, to what
	 * @throws AuthException with {@link AuthErrorCode#FORBIDDEN}
	 */
	public void invite(AccountId inviter, Invitation invitation) {
		KnownAccount known = this.lookup.byId(inviter)
			.filter((found) -> mayGive(found, invitation))
			.orElseThrow(() -> new AuthException(AuthErrorCode.FORBIDDEN, "You may not invite to these roles."));
		boolean hasAccount = this.accounts.findByIdentifier(invitation.email().value())
			.filter(Account::emailVerified)
			.isPresent();
		this.transactions.join(() -> {
			Secret token = this.tokens.issue(new TokenOffer(OneTimeTokenPurpose.INVITATION, known.subject(),
					this.settings.lifetime(), null, invitation.write()));
			if (hasAccount) {
				this.notifier.pretend(NoticeKind.INVITATION, invitation.email());
			}
			else {
				this.notifier.send(notice(known.account(), invitation, token));
			}
			this.events.publish(new InvitationSent(this.clock.instant(), known.id(), Set.copyOf(invitation.roles())));
			return true;
		});
	}

	/**
	 * Refuses whoever may invite nobody, whatever to.
	 * @param inviter who invites
	 * @throws AuthException with {@link AuthErrorCode#FORBIDDEN}
	 */
	public void requireInviter(AccountId inviter) {
		this.lookup.byId(inviter)
			.filter((found) -> this.settings.allow(found.account().roles(), this.settings.defaultRoles()))
			.orElseThrow(() -> new AuthException(AuthErrorCode.FORBIDDEN, "You may not invite."));
	}

	/**
	 * What somebody is invited to who has a token.
	 * @param presented the token
	 * @return the invitation and whose it is, or empty when it is worth nothing now
	 */
	Optional<Invited> find(Secret presented) {
		Optional<OneTimeToken> token = this.tokens.find(OneTimeTokenPurpose.INVITATION, presented, null);
		Optional<Invitation> invitation = token.map((found) -> Invitation.read(found.payload()));
		return token.flatMap((found) -> this.lookup.byId(found.accountId()))
			.filter((inviter) -> mayGive(inviter, invitation.orElseThrow()))
			.map((inviter) -> new Invited(inviter.id(), invitation.orElseThrow()));
	}

	/** As they are now: a role that was taken away gives nothing any more. */
	private boolean mayGive(KnownAccount inviter, Invitation invitation) {
		return this.policy.check(inviter.account()) == LoginDecision.ALLOWED
				&& this.settings.allow(inviter.account().roles(), invitation.roles());
	}

	private AccountNotice notice(Account inviter, Invitation invitation, Secret token) {
		Instant now = this.clock.instant();
		Map<String, String> facts = new LinkedHashMap<>();
		facts.put("inviter", nameOf(inviter));
		if (invitation.firstName() != null) {
			facts.put("first_name", invitation.firstName());
		}
		return AccountNotice.of(NoticeKind.INVITATION, null, invitation.email(), now)
			.withToken(token, now.plus(this.settings.lifetime()))
			.withFacts(facts);
	}

	private static String nameOf(Account account) {
		String name = Stream.of(Optional.ofNullable(account.firstName()), Optional.ofNullable(account.lastName()))
			.flatMap(Optional::stream)
			.collect(Collectors.joining(" "));
		if (!name.isEmpty()) {
			return name;
		}
		return (account.email() != null) ? account.email().value() : String.valueOf(account.username());
	}

	/**
	 * Somebody who was invited.
	 *
	 * @param inviter by whom
	 * @param invitation to what
	 */
	record Invited(AccountId inviter, Invitation invitation) {

	}

}
