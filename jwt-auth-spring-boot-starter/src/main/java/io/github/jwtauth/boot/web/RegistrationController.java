package io.github.jwtauth.boot.web;

import java.time.Duration;

import io.github.jwtauth.Device;
import io.github.jwtauth.Secret;
import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.AuthCookies;
import io.github.jwtauth.boot.http.CookieSettings;
import io.github.jwtauth.registration.Registration;
import io.github.jwtauth.registration.RegistrationForm;
import io.github.jwtauth.registration.RegistrationOutcome;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Registers with the form. Where the address must be proven, status, body and headers are
 * the same whether or not it had an account, the cookie of the browser included
 * (requirement R-20, decision 10).
 */
@AuthController
final class RegistrationController {

	private final Registration registration;

	private final RefreshTokenTransport transport;

	private final NewSessionAnswer answer;

	private final AuthCookies cookies;

	private final Duration proofLifetime;

	RegistrationController(Registration registration, RefreshTokenTransport transport, NewSessionAnswer answer,
			AuthCookies cookies, Duration proofLifetime) {
		this.registration = registration;
		this.transport = transport;
		this.answer = answer;
		this.cookies = cookies;
		this.proofLifetime = proofLifetime;
	}

	@PostMapping("/register")
	ResponseEntity<Record> register(HttpServletRequest request, HttpServletResponse response, Device device,
			@RequestBody RegisterRequest body) {
		RegistrationOutcome outcome = this.registration.register(form(request, device, body));
		if (outcome instanceof RegistrationOutcome.LoggedIn in) {
			return ResponseEntity.status(HttpStatus.CREATED).body(this.answer.write(in.tokens(), request, response));
		}
		if (outcome instanceof RegistrationOutcome.Registered registered) {
			return ResponseEntity.status(HttpStatus.CREATED)
				.body(new RegisterResponse("registered", registered.email().value()));
		}
		RegistrationOutcome.VerificationRequired required = (RegistrationOutcome.VerificationRequired) outcome;
		Secret browser = required.browser();
		if (browser != null) {
			this.cookies.set(response, CookieSettings.REGISTRATION, browser.reveal(), this.proofLifetime);
		}
		return ResponseEntity.accepted().body(new RegisterResponse("verification_required", required.email().value()));
	}

	private RegistrationForm form(HttpServletRequest request, Device device, RegisterRequest body) {
		Secret replaced = this.transport.read(request, null).map(PresentedRefreshToken::token).orElse(null);
		return new RegistrationForm(body.email(), body.password(), body.passwordConfirm(), body.username(),
				body.firstName(), body.lastName(), Boolean.TRUE.equals(body.termsAccepted()),
				Boolean.TRUE.equals(body.privacyPolicyAccepted()), body.extra(), language(request), device, replaced);
	}

	/** Without the header, a request has the language of the server. */
	private static @Nullable String language(HttpServletRequest request) {
		return (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) != null) ? request.getLocale().toLanguageTag() : null;
	}

}
