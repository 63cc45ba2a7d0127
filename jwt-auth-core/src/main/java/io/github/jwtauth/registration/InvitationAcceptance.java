package io.github.jwtauth.registration;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.login.ExternalAttempt;
import io.github.jwtauth.login.ExternalLogin;
import io.github.jwtauth.password.NewPassword;
import io.github.jwtauth.password.PasswordChoice;
import io.github.jwtauth.registration.Invitations.Invited;
import io.github.jwtauth.session.TokenPair;

/**
 * The walk of somebody who accepts an invitation: the policies are asked, then account
 * and end of the token are one transaction, then a session opens through the same gate as
 * for everybody. The mailbox is proven by the token. Whatever is refused before that
 * leaves the token as it is. Call it outside of a transaction. Safe for use by many
 * threads.
 */
public final class InvitationAcceptance {

	private final Invitations invitations;

	private final RegistrationPolicy policy;

	private final PasswordChoice passwords;

	private final InvitedRegistration registration;

	private final ExternalLogin login;

	private final RandomBytes random;

	public InvitationAcceptance(Invitations invitations, RegistrationPolicy policy, PasswordChoice passwords,
			InvitedRegistration registration, ExternalLogin login, RandomBytes random) {
		this.invitations = invitations;
		this.policy = policy;
		this.passwords = passwords;
		this.registration = registration;
		this.login = login;
		this.random = random;
	}

	/**
	 * Makes the account and opens its first session.
	 * @param answer what the invitee says
	 * @return both tokens of the session
	 * @throws RegistrationRefusedException when the policy does not want them
	 * @throws AuthException with {@link AuthErrorCode#INVALID_ONE_TIME_TOKEN}, also when
	 * whoever invited may not any more and when the address has an account by now; with
	 * {@link AuthErrorCode#PASSWORD_REFUSED}, {@link AuthErrorCode#USERNAME_TAKEN},
	 * {@link AuthErrorCode#NOT_SUPPORTED}, and as a login
	 */
	public TokenPair accept(InvitationAnswer answer) {
		Invited invited = this.invitations.find(answer.token()).orElseThrow(InvitedRegistration::invalid);
		this.registration.requireConsents(answer);
		Account account = account(answer, invited.invitation());
		SortedSet<String> roles = requireAllowed(account);
		Secret hash = this.passwords.accept(NewPassword.of(answer.password(), "password", account));
		AccountId id = this.registration.register(account.withRoles(roles).withPasswordHash(hash), answer,
				invited.inviter());
		return this.login.open(
				new ExternalAttempt(id, List.of("pwd"), answer.device(), false, answer.presentedRefreshToken(), null));
	}

	private Account account(InvitationAnswer answer, Invitation invitation) {
		return Account.withKey(AccountId.random(this.random).toString())
			.withEmail(invitation.email(), true)
			.withUsername(answer.username())
			.withName(Optional.ofNullable(answer.firstName()).orElse(invitation.firstName()),
					Optional.ofNullable(answer.lastName()).orElse(invitation.lastName()))
			.withRoles(invitation.roles());
	}

	private SortedSet<String> requireAllowed(Account account) {
		RegistrationDecision decision = this.policy
			.decide(new RegistrationRequest(RegistrationWay.INVITATION, Objects.requireNonNull(account.email()), true,
					account.firstName(), account.lastName(), null, null, Map.of(), account.roles()));
		if (decision instanceof RegistrationDecision.Accepted accepted) {
			return accepted.roles();
		}
		if (decision instanceof RegistrationDecision.Rejected rejected) {
			throw new RegistrationRefusedException(rejected.code());
		}
		throw AuthException.unavailable(new IllegalStateException("the policy cannot decide now"));
	}

}
