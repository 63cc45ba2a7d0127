package io.github.jwtauth.boot.web;

import java.util.Optional;

import io.github.jwtauth.Device;
import io.github.jwtauth.Secret;
import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.FactorAnswers;
import io.github.jwtauth.login.FactorAttempt;
import io.github.jwtauth.login.FactorLoggedIn;
import io.github.jwtauth.login.FactorLogin;
import io.github.jwtauth.login.PasswordChangeRequiredException;
import io.github.jwtauth.session.TokenPair;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Takes the second factor, after whatever came first: the session that a login was for
 * opens here. The challenge is the only credential; a token of an older session in the
 * header says nothing (attack J-53).
 */
@AuthController
final class FactorController {

	private final FactorLogin login;

	private final RefreshTokenTransport transport;

	private final NewSessionAnswer answer;

	private final PresentedDevices known;

	private final LoginAuthenticationEvents events;

	private final ForcedChangeAnswer forcedChanges;

	FactorController(FactorLogin login, RefreshTokenTransport transport, NewSessionAnswer answer,
			PresentedDevices known, LoginAuthenticationEvents events, ForcedChangeAnswer forcedChanges) {
		this.login = login;
		this.transport = transport;
		this.answer = answer;
		this.known = known;
		this.events = events;
		this.forcedChanges = forcedChanges;
	}

	@PostMapping("/mfa/verify")
	TokenResponse verify(HttpServletRequest request, HttpServletResponse response, Device device,
			@RequestBody VerifyRequest body) {
		Secret replaced = this.transport.read(request, null).map(PresentedRefreshToken::token).orElse(null);
		FactorLoggedIn in = open(
				new FactorAttempt(body.mfaToken(), FactorAnswers.require(body.code(), body.recoveryCode()), device,
						Boolean.TRUE.equals(body.rememberDevice()), replaced));
		TokenPair tokens = in.tokens();
		this.events.succeeded(tokens.account());
		TokenResponse opened = in.deviceToken()
			.map((remembered) -> this.answer.writeRemembered(tokens, remembered, request, response))
			.orElseGet(
					() -> this.answer.write(tokens, this.known.read(request, body.deviceToken()), request, response));
		return Optional.of(in.firstLogin()).filter(Boolean::booleanValue).map(opened::withFirstLogin).orElse(opened);
	}

	private FactorLoggedIn open(FactorAttempt attempt) {
		try {
			return this.login.verify(attempt);
		}
		catch (PasswordChangeRequiredException ex) {
			throw this.forcedChanges.refuse(ex);
		}
	}

	/**
	 * The answer to a challenge.
	 *
	 * @param mfaToken the challenge
	 * @param code of the authenticator app
	 * @param recoveryCode in its place
	 * @param rememberDevice whether this device is not to be asked for a while
	 * @param deviceToken what recognises the device of a client without cookies
	 */
	record VerifyRequest(Secret mfaToken, @Nullable Secret code, @Nullable Secret recoveryCode,
			@Nullable Boolean rememberDevice, @Nullable Secret deviceToken) {

	}

}
