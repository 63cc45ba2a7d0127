package io.github.jwtauth.boot.web;

import java.util.List;
import java.util.Optional;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.session.TokenPair;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * How tokens travel between a device and this application. A bean of this type replaces
 * the default, which follows {@code jwtauth.refresh-token-as-cookie} and its neighbours.
 */
public interface RefreshTokenTransport {

	/**
	 * The refresh token of a request.
	 * @param request the request
	 * @param inBody what the body contains, if anything
	 * @return the token, or empty when there is none
	 * @throws AuthException with {@link AuthErrorCode#AMBIGUOUS_CREDENTIALS} when there
	 * are several that differ; none may be used then (attacks)
	 */
	Optional<PresentedRefreshToken> read(HttpServletRequest request, @Nullable Secret inBody);

	/**
	 * Every refresh token of a request, for a logout, which ends whatever it is shown.
	 * @param request the request
	 * @param inBody what the body contains, if anything
	 * @return different tokens
	 */
	List<Secret> readAll(HttpServletRequest request, @Nullable Secret inBody);

	/**
	 * Where the tokens of a session that is about to be opened travel.
	 * @param request the request that opens it
	 * @return the channel
	 */
	TokenChannel channelOfNewSession(HttpServletRequest request);

	/**
	 * Hands out tokens: sets the cookies, and says what is left for the body.
	 * @param tokens what a login or a refresh gave
	 * @param channel where they travel
	 * @param response the answer, not committed yet
	 * @return what belongs into the body
	 * @throws AuthException with {@link AuthErrorCode#TOKEN_TOO_LARGE} when a token fits
	 * into no cookie; no cookie was set then
	 */
	TokensInBody write(TokenPair tokens, TokenChannel channel, HttpServletResponse response);

	/**
	 * Clears what the request carried, with the attributes it was set with. Refresh
	 * answers never do this: of two tabs that refresh at once, the one that loses must
	 * not log out the other (decision 3).
	 * @param request the request
	 * @param response its answer
	 */
	void clear(HttpServletRequest request, HttpServletResponse response);

}
