package io.github.jwtauth.boot.web;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.AuthCookies;
import io.github.jwtauth.boot.http.CookieSettings;
import io.github.jwtauth.boot.http.FieldError;
import io.github.jwtauth.boot.http.Problem;
import io.github.jwtauth.boot.http.ProblemException;
import io.github.jwtauth.login.ExchangeOffer;
import io.github.jwtauth.login.TokenExchange;
import io.github.jwtauth.verification.EmailVerification;
import io.github.jwtauth.verification.VerifiedAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Proves addresses. A proof is not a login (requirement R-75); where the host wants one
 * to follow, it does in the browser that registered, and through the gate of every
 * exchange (decision 10).
 */
@AuthController
final class EmailController {

	/**
	 * A mail was read. RFC 8176 has no word for that, and {@code otp} would be a second
	 * factor.
	 */
	private static final List<String> AMR = List.of("email");

	private final EmailVerification verification;

	private final TokenExchange exchange;

	private final AuthCookies cookies;

	EmailController(EmailVerification verification, TokenExchange exchange, AuthCookies cookies) {
		this.verification = verification;
		this.exchange = exchange;
		this.cookies = cookies;
	}

	@PostMapping("/email/verify")
	VerifyResponse verify(HttpServletRequest request, HttpServletResponse response, @RequestBody VerifyRequest body) {
		Secret browser = this.cookies.readSingle(request, CookieSettings.REGISTRATION).map(Secret::of).orElse(null);
		VerifiedAddress verified = prove(body, browser);
		if (!verified.exchange()) {
			return new VerifyResponse("verified", null);
		}
		this.cookies.clear(request, response, CookieSettings.REGISTRATION);
		Secret recognised = this.exchange.newBrowser();
		Secret token = this.exchange
			.issue(new ExchangeOffer(verified.account().subject(), AMR, false, true, recognised, null));
		this.cookies.set(response, CookieSettings.EXCHANGE, recognised.reveal(), TokenExchange.LIFETIME);
		return new VerifyResponse("verified", token.reveal());
	}

	@PostMapping("/email/resend")
	ResponseEntity<Void> resend(@RequestBody ResendRequest body) {
		this.verification.resend(EmailAddress.of(body.email()));
		return ResponseEntity.accepted().build();
	}

	private VerifiedAddress prove(VerifyRequest body, @Nullable Secret browser) {
		if (body.token() != null && body.email() == null && body.code() == null) {
			return this.verification.verify(body.token(), browser);
		}
		if (body.token() == null && body.email() != null && body.code() != null) {
			return this.verification.verify(EmailAddress.of(body.email()), body.code(), browser);
		}
		throw new ProblemException(Problem.validation(
				List.of(new FieldError("token", "required", "A token is required, or an address and a code."))));
	}

	/**
	 * The body of a proof: what the link carried, or what stood beside it.
	 *
	 * @param token of the link
	 * @param email the address
	 * @param code as typed
	 */
	record VerifyRequest(@Nullable Secret token, @Nullable String email, @Nullable Secret code) {

		/** Personal data. */
		@Override
		public String toString() {
			return "VerifyRequest[***]";
		}

	}

	/**
	 * The answer to a proof.
	 *
	 * @param status always the same
	 * @param exchangeToken becomes a session in this browser
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record VerifyResponse(String status, @Nullable String exchangeToken) {

		/** Contains a token. */
		@Override
		public String toString() {
			return "VerifyResponse[status=" + this.status + "]";
		}

	}

	/**
	 * The body of a request for another mail.
	 *
	 * @param email the address
	 */
	record ResendRequest(String email) {

		/** Personal data. */
		@Override
		public String toString() {
			return "ResendRequest[***]";
		}

	}

}
