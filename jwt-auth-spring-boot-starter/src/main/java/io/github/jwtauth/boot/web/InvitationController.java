package io.github.jwtauth.boot.web;

import java.util.List;

import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.login.Freshness;
import io.github.jwtauth.registration.Invitation;
import io.github.jwtauth.registration.InvitationSettings;
import io.github.jwtauth.registration.Invitations;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Invites people.
 */
@AuthController
final class InvitationController {

	private final Invitations invitations;

	private final InvitationSettings settings;

	private final Freshness freshness;

	InvitationController(Invitations invitations, InvitationSettings settings, Freshness freshness) {
		this.invitations = invitations;
		this.settings = settings;
		this.freshness = freshness;
	}

	/** Who may is asked first: for everybody else nothing would help. */
	@PostMapping("/admin/invitations")
	ResponseEntity<InvitationStatus> invite(AuthenticatedAccount account, @RequestBody InvitationRequest body) {
		this.invitations.requireInviter(account.accountId());
		this.freshness.require(account.authenticatedAt());
		List<String> roles = body.roles();
		this.invitations.invite(account.accountId(), Invitation.of(EmailAddress.of(body.email()),
				(roles != null) ? roles : this.settings.defaultRoles(), body.firstName(), body.lastName()));
		return ResponseEntity.status(HttpStatus.ACCEPTED).body(new InvitationStatus("invitation_sent"));
	}

	/**
	 * Whom to invite.
	 *
	 * @param email the address
	 * @param roles of the account, without prefix, or {@code null} for those of every new
	 * account
	 * @param firstName first name, or {@code null}
	 * @param lastName last name, or {@code null}
	 */
	record InvitationRequest(String email, @Nullable List<String> roles, @Nullable String firstName,
			@Nullable String lastName) {

		InvitationRequest {
			roles = (roles != null) ? List.copyOf(roles) : null;
		}

		/** Personal data. */
		@Override
		public String toString() {
			return "InvitationRequest[***]";
		}

	}

	/**
	 * What happened, also when nobody was written to.
	 *
	 * @param status always {@code invitation_sent}
	 */
	record InvitationStatus(String status) {

	}

}
