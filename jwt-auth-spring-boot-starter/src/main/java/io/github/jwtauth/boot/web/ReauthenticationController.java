package io.github.jwtauth.boot.web;

import io.github.jwtauth.Device;
import io.github.jwtauth.Secret;
import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.login.Reauthentication;
import io.github.jwtauth.login.ReauthenticationAttempt;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.session.TokenPair;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Takes the password of somebody who is logged in, before they do what matters.
 */
@AuthController
final class ReauthenticationController {

	private final Reauthentication reauthentication;

	private final NewSessionAnswer answer;

	ReauthenticationController(Reauthentication reauthentication, NewSessionAnswer answer) {
		this.reauthentication = reauthentication;
		this.answer = answer;
	}

	@PostMapping("/reauthenticate")
	TokenResponse reauthenticate(AuthenticatedAccount account, HttpServletRequest request, HttpServletResponse response,
			Device device, @RequestBody ReauthenticationRequest body) {
		TokenChannel channel = this.answer.channelOfRenewal(request);
		TokenPair tokens = this.reauthentication.renew(new ReauthenticationAttempt(account.accountId(),
				account.sessionId(), account.amr(), RawPassword.of(body.password(), "password"), null, device));
		return this.answer.renewed(tokens, channel, request, response);
	}

	/**
	 * The proof.
	 *
	 * @param password as typed
	 */
	record ReauthenticationRequest(Secret password) {

	}

}
