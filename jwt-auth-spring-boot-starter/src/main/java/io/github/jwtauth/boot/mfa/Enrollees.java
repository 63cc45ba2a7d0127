package io.github.jwtauth.boot.mfa;

import java.util.List;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.boot.http.Problem;
import io.github.jwtauth.boot.http.ProblemException;
import io.github.jwtauth.login.Freshness;
import io.github.jwtauth.login.MfaEnrollmentTokens;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Tells who sets a factor up: somebody who is logged in and has just proven it, or
 * somebody whose login stopped because they have to have one first. A token in the body
 * was sent on purpose and decides; a cookie that the browser sends of itself may be of
 * whoever was logged in there before, and must not stand in the way. An
 * {@code Authorization} header was sent on purpose, too: it has to agree.
 */
final class Enrollees {

	/** As the answer to a challenge tells it. */
	private static final List<String> PROVEN = List.of("otp", "mfa");

	private final MfaEnrollmentTokens tokens;

	private final RefreshTokenWhitelist sessions;

	private final Freshness freshness;

	Enrollees(MfaEnrollmentTokens tokens, RefreshTokenWhitelist sessions, Freshness freshness) {
		this.tokens = tokens;
		this.sessions = sessions;
		this.freshness = freshness;
	}

	/**
	 * Finds out who it is.
	 * @param caller who is logged in, or {@code null}
	 * @param mfaToken what the body carries, or {@code null}
	 * @param request the request
	 * @return whose factor it becomes
	 * @throws ProblemException {@code 401 unauthorized} when nothing tells
	 * @throws AuthException with {@link AuthErrorCode#INVALID_TOKEN} when the token is
	 * not good or the header is somebody else's, or with
	 * {@link AuthErrorCode#REAUTHENTICATION_REQUIRED}
	 */
	Enrollee find(@Nullable AuthenticatedAccount caller, @Nullable Secret mfaToken, HttpServletRequest request) {
		if (mfaToken != null) {
			AccountId owner = this.tokens.find(mfaToken).orElseThrow(Enrollees::invalidToken);
			boolean header = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
			if (header && caller != null && !caller.accountId().equals(owner)) {
				throw invalidToken();
			}
			return new Enrollee(owner, () -> this.tokens.consume(mfaToken));
		}
		if (caller == null) {
			throw new ProblemException(Problem.unauthorized());
		}
		this.freshness.require(caller.authenticatedAt());
		return new Enrollee(caller.accountId(), () -> provenIn(caller));
	}

	/**
	 * The session of somebody who has just shown the first code has proven the factor;
	 * its next refresh tells. Nobody sets one up in a session that has ended.
	 */
	private boolean provenIn(AuthenticatedAccount caller) {
		if (!this.sessions.addProof(caller.accountId(), caller.sessionId(), PROVEN)) {
			throw invalidToken();
		}
		return true;
	}

	private static AuthException invalidToken() {
		return new AuthException(AuthErrorCode.INVALID_TOKEN, "The token is not valid.");
	}

}
