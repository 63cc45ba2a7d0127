package io.github.jwtauth.boot.web;

import java.time.Clock;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Device;
import io.github.jwtauth.Secret;
import io.github.jwtauth.boot.http.AccessTokenReader;
import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.RefreshTokenBudget;
import io.github.jwtauth.login.TokenRefresh;
import io.github.jwtauth.session.InvalidRefreshTokenException;
import io.github.jwtauth.session.TokenPair;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Exchanges refresh tokens and judges access tokens.
 */
@AuthController
final class TokenController {

	private final TokenRefresh refresh;

	private final AccessTokenReader accessTokens;

	private final RefreshTokenTransport transport;

	private final RefreshTokenBudget budget;

	private final Clock clock;

	TokenController(TokenRefresh refresh, AccessTokenReader accessTokens, RefreshTokenTransport transport,
			RefreshTokenBudget budget, Clock clock) {
		this.refresh = refresh;
		this.accessTokens = accessTokens;
		this.transport = transport;
		this.budget = budget;
		this.clock = clock;
	}

	/** The answer goes the way the token came. */
	@PostMapping("/token/refresh")
	TokenResponse refresh(HttpServletRequest request, HttpServletResponse response, Device device,
			@RequestBody(required = false) @Nullable RefreshRequest body) {
		PresentedRefreshToken presented = this.transport.read(request, RefreshRequest.tokenOf(body))
			.orElseThrow(InvalidRefreshTokenException::new);
		this.budget.take(request, presented.token());
		TokenPair tokens = this.refresh.refresh(presented.token(), device);
		TokensInBody inBody = this.transport.write(tokens, presented.channel(), response);
		return TokenResponse.ofRefresh(tokens, inBody, this.clock);
	}

	@PostMapping("/token/verify")
	VerifiedToken verify(@RequestBody VerifyRequest body) {
		return this.accessTokens.read(body.token().reveal())
			.map((account) -> new VerifiedToken(true, account.accountId().toString(),
					account.expiresAt().getEpochSecond()))
			.orElseThrow(() -> new AuthException(AuthErrorCode.INVALID_TOKEN, "The token is not valid."));
	}

	/**
	 * The question.
	 *
	 * @param token an access token
	 */
	record VerifyRequest(Secret token) {

	}

	/**
	 * The answer, in the words of RFC 7662 section 2.2.
	 *
	 * @param active always true; another token is an error
	 * @param sub the account
	 * @param exp seconds since 1970, as in the token
	 */
	record VerifiedToken(boolean active, String sub, long exp) {

	}

}
