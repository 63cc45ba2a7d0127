package io.github.jwtauth.boot.web;

import io.github.jwtauth.Device;
import io.github.jwtauth.Secret;
import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.boot.http.FactorAnswers;
import io.github.jwtauth.login.Reauthentication;
import io.github.jwtauth.login.ReauthenticationAttempt;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.session.TokenPair;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Takes the password of somebody who is logged in, or their second factor, or both,
 * before they do what matters.
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
				account.sessionId(), (body.password() != null) ? RawPassword.of(body.password(), "password") : null,
				FactorAnswers.find(body.code(), body.recoveryCode()).orElse(null), device));
		return this.answer.renewed(tokens, body.deviceToken(), channel, request, response);
	}

	/**
	 * The proof: the password, the second factor, or both.
	 *
	 * @param password as typed
	 * @param code of the authenticator app
	 * @param recoveryCode in its place
	 * @param deviceToken what recognises the device of a client without cookies
	 */
	record ReauthenticationRequest(@Nullable Secret password, @Nullable Secret code, @Nullable Secret recoveryCode,
			@Nullable Secret deviceToken) {

	}

}
