package io.github.jwtauth.boot.web;

import io.github.jwtauth.AuthException;
import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.login.LoginAttempt;
import io.github.jwtauth.login.PasswordChangeRequiredException;
import io.github.jwtauth.login.PasswordLogin;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.session.TokenPair;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Logs in with a password. The refresh token that a browser holds already is handed to
 * the walk, which ends its session: a login never continues one (requirement R-14).
 */
@AuthController
final class LoginController {

	private final PasswordLogin login;

	private final RefreshTokenTransport transport;

	private final NewSessionAnswer answer;

	private final DeviceResolver devices;

	private final PresentedDevices known;

	private final LoginAuthenticationEvents events;

	private final ForcedChangeAnswer forcedChanges;

	LoginController(PasswordLogin login, RefreshTokenTransport transport, NewSessionAnswer answer,
			DeviceResolver devices, PresentedDevices known, LoginAuthenticationEvents events,
			ForcedChangeAnswer forcedChanges) {
		this.login = login;
		this.transport = transport;
		this.answer = answer;
		this.devices = devices;
		this.known = known;
		this.events = events;
		this.forcedChanges = forcedChanges;
	}

	@PostMapping("/login")
	TokenResponse login(HttpServletRequest request, HttpServletResponse response, @RequestBody LoginRequest body) {
		LoginAttempt attempt = attempt(request, body);
		return this.answer.write(open(attempt), attempt.deviceToken(), request, response);
	}

	private LoginAttempt attempt(HttpServletRequest request, LoginRequest body) {
		PresentedRefreshToken presented = this.transport.read(request, null).orElse(null);
		return new LoginAttempt(body.identifier(), RawPassword.of(body.password(), "password"),
				this.devices.resolve(request, body.deviceName()), Boolean.TRUE.equals(body.rememberMe()),
				(presented != null) ? presented.token() : null, this.known.read(request, body.deviceToken()));
	}

	private TokenPair open(LoginAttempt attempt) {
		try {
			TokenPair tokens = this.login.login(attempt);
			this.events.succeeded(tokens.account());
			return tokens;
		}
		catch (PasswordChangeRequiredException ex) {
			throw this.forcedChanges.refuse(ex);
		}
		catch (AuthException ex) {
			this.events.failed(attempt.identifier(), ex);
			throw ex;
		}
	}

}
