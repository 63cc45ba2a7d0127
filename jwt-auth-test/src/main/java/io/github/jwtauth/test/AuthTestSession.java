package io.github.jwtauth.test;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who has logged in on one device, and their tokens. Works alike whether tokens
 * travel in cookies or in bodies. Not safe for use by several threads.
 */
public final class AuthTestSession {

	private final TestDevice device;

	private final String basePath;

	private final String subject;

	private AuthTestAnswer tokens;

	AuthTestSession(TestDevice device, String basePath, AuthTestAnswer tokens) {
		this.device = device;
		this.basePath = basePath;
		this.tokens = tokens;
		this.subject = tokens.json().path("user").path("id").asString("");
	}

	/**
	 * Who it is.
	 * @return the {@code sub} of the access tokens
	 */
	public String subject() {
		return this.subject;
	}

	/**
	 * Which login it is.
	 * @return the {@code sid} of the access tokens
	 */
	public String sessionId() {
		return this.tokens.text("session_id");
	}

	/**
	 * The last answer that brought tokens.
	 * @return the answer of login, refresh or re-authentication
	 */
	public AuthTestAnswer tokens() {
		return this.tokens;
	}

	/**
	 * The access token, from the last answer or from its cookie.
	 * @return the token, which may have expired
	 */
	public String accessToken() {
		String inBody = this.tokens.text("access_token");
		return inBody.isEmpty() ? this.device.cookie("access_token").orElse("") : inBody;
	}

	/**
	 * The refresh token, from the last answer or from its cookie.
	 * @return the token, good for one refresh
	 */
	public String refreshToken() {
		String inBody = this.tokens.text("refresh_token");
		return inBody.isEmpty() ? this.device.cookie("refresh_token").orElse("") : inBody;
	}

	public AuthTestAnswer get(String path) {
		return send("GET", path, null);
	}

	public AuthTestAnswer post(String path) {
		return send("POST", path, null);
	}

	public AuthTestAnswer post(String path, Object body) {
		return send("POST", path, body);
	}

	/**
	 * Any request, with the access token.
	 * @param method of HTTP
	 * @param path below the application, with a slash
	 * @param body to be sent as JSON, or {@code null} for none
	 * @return the answer, whatever it is
	 */
	public AuthTestAnswer send(String method, String path, @Nullable Object body) {
		String inBody = this.tokens.text("access_token");
		return this.device.send(method, path, body, inBody.isEmpty() ? null : inBody);
	}

	/**
	 * Exchanges the refresh token for new tokens.
	 * @return this, with the new ones
	 * @throws AuthProblemException when the session has ended
	 */
	public AuthTestSession refresh() {
		this.tokens = this.device.send("POST", this.basePath + "/token/refresh", refreshBody(), null).orThrow();
		return this;
	}

	/**
	 * Proves again who it is.
	 * @param password the password
	 * @return this, with tokens whose {@code auth_time} is now
	 * @throws AuthProblemException when the password is wrong
	 */
	public AuthTestSession reauthenticate(String password) {
		this.tokens = post(this.basePath + "/reauthenticate", Map.of("password", password)).orThrow();
		return this;
	}

	/**
	 * Ends the session. The tokens stay here, so that a test can try them.
	 */
	public void logout() {
		send("POST", this.basePath + "/logout", refreshBody()).orThrow();
	}

	/** Without a body the cookie counts. */
	private @Nullable Object refreshBody() {
		String inBody = this.tokens.text("refresh_token");
		return inBody.isEmpty() ? null : Map.of("refresh_token", inBody);
	}

	@Override
	public String toString() {
		return "AuthTestSession[sessionId=" + sessionId() + "]";
	}

}
