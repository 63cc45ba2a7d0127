package io.github.jwtauth.boot.web;

import io.github.jwtauth.Device;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.registration.InvitationAcceptance;
import io.github.jwtauth.registration.InvitationAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Makes the account of somebody who was invited, and opens its first session.
 */
@AuthController
final class InvitationAcceptanceController {

	private final InvitationAcceptance acceptance;

	private final RefreshTokenTransport transport;

	private final NewSessionAnswer answer;

	InvitationAcceptanceController(InvitationAcceptance acceptance, RefreshTokenTransport transport,
			NewSessionAnswer answer) {
		this.acceptance = acceptance;
		this.transport = transport;
		this.answer = answer;
	}

	@PostMapping("/invitations/accept")
	TokenResponse accept(HttpServletRequest request, HttpServletResponse response, Device device,
			@RequestBody AcceptanceRequest body) {
		if (body.passwordConfirm() != null && !body.passwordConfirm().equals(body.password())) {
			throw new InvalidInputException("password_confirm", "mismatch", "The two passwords are not the same.");
		}
		Secret replaced = this.transport.read(request, null).map(PresentedRefreshToken::token).orElse(null);
		InvitationAnswer said = new InvitationAnswer(body.token(), RawPassword.ofNew(body.password(), "password"),
				body.username(), body.firstName(), body.lastName(), Boolean.TRUE.equals(body.termsAccepted()),
				Boolean.TRUE.equals(body.privacyPolicyAccepted()), device, replaced);
		return this.answer.write(this.acceptance.accept(said), request, response);
	}

	/**
	 * What the invitee says.
	 *
	 * @param token of the invitation
	 * @param password as typed
	 * @param passwordConfirm the same once more, or {@code null}
	 * @param username a username, or {@code null}
	 * @param firstName first name, or {@code null}
	 * @param lastName last name, or {@code null}
	 * @param termsAccepted whether they agree to the terms
	 * @param privacyPolicyAccepted whether they agree to the privacy policy
	 */
	record AcceptanceRequest(Secret token, Secret password, @Nullable Secret passwordConfirm, @Nullable String username,
			@Nullable String firstName, @Nullable String lastName, @Nullable Boolean termsAccepted,
			@Nullable Boolean privacyPolicyAccepted) {

		/** Personal data. */
		@Override
		public String toString() {
			return "AcceptanceRequest[***]";
		}

	}

}
