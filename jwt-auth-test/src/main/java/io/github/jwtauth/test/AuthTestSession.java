package io.github.jwtauth.test;

import java.time.Clock;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

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
	 * Proves the password again.
	 * @param password the password
	 * @return this, with new tokens, in which the proof is of now
	 * @throws AuthProblemException when the password is wrong, or with
	 * {@code mfa_required} when this session has not shown the second factor that there
	 * is
	 */
	public AuthTestSession reauthenticate(String password) {
		return prove(Map.of("password", password));
	}

	/**
	 * Proves password and second factor again.
	 * @param password the password
	 * @param code of {@link TotpCodes}
	 * @return this, with new tokens, in which the proofs are of now
	 * @throws AuthProblemException when one of them is wrong
	 */
	public AuthTestSession reauthenticate(String password, String code) {
		return prove(Map.of("password", password, "code", code));
	}

	/**
	 * Proves the second factor again.
	 * @param code of {@link TotpCodes}
	 * @return this, with new tokens, in which the proof is of now
	 * @throws AuthProblemException when the code is wrong
	 */
	public AuthTestSession reauthenticateWithCode(String code) {
		return prove(Map.of("code", code));
	}

	/**
	 * Sets an authenticator app up. From now on, logins of the account are asked for a
	 * code. That of the present 30 seconds is used up by this.
	 * @param clock what the app goes by, {@link TestClock#asClock()} where a test moves
	 * the time
	 * @return the app, and the recovery codes
	 * @throws AuthProblemException when there is a second factor already, or the login is
	 * not fresh
	 */
	public EnrolledFactor enroll(Clock clock) {
		String totp = this.basePath + "/mfa/totp";
		TotpCodes app = new TotpCodes(post(totp + "/setup").orThrow().text("secret"), clock);
		AuthTestAnswer active = post(totp + "/activate", Map.of("code", app.now())).orThrow();
		return new EnrolledFactor(app,
				active.json().path("recovery_codes").valueStream().map(JsonNode::asString).toList());
	}

	/**
	 * Ends the session. The tokens stay here, so that a test can try them.
	 */
	public void logout() {
		send("POST", this.basePath + "/logout", refreshBody()).orThrow();
	}

	TestDevice device() {
		return this.device;
	}

	private AuthTestSession prove(Map<String, String> proofs) {
		this.tokens = post(this.basePath + "/reauthenticate", proofs).orThrow();
		return this;
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
