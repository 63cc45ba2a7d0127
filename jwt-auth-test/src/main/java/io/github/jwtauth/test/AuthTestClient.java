package io.github.jwtauth.test;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Talks to an application over HTTP as its users do. A bean where a test with
 * {@link AutoConfigureJwtAuth} runs a web server:
 *
 * <pre class="code">
 * AuthTestSession alice = client.login("alice@example.com", TestAccounts.PASSWORD);
 * assertThat(alice.get("/api/hello").status()).isEqualTo(200);
 * </pre>
 *
 * Every login is one on a device of its own, as in another browser, unless it is
 * {@link #onDeviceOf on the device} of a session. Immutable and safe for use by many
 * threads.
 */
public final class AuthTestClient {

	private final String baseUrl;

	private final String basePath;

	private final boolean csrfTokens;

	/** Of all requests, or null for a new one each time. */
	private final @Nullable TestDevice device;

	private AuthTestClient(String baseUrl, String basePath, boolean csrfTokens, @Nullable TestDevice device) {
		this.baseUrl = baseUrl;
		this.basePath = basePath;
		this.csrfTokens = csrfTokens;
		this.device = device;
	}

	/**
	 * For an application with the endpoints below {@code /auth}.
	 * @param baseUrl where it is, such as {@code http://localhost:8080}, with its context
	 * path if it has one
	 * @return a client
	 */
	public static AuthTestClient at(String baseUrl) {
		return new AuthTestClient(baseUrl.replaceAll("/+$", ""), "/auth", false, null);
	}

	/**
	 * For another {@code jwtauth.base-path}.
	 * @param path where the endpoints are, with a slash
	 * @return another client
	 */
	public AuthTestClient withBasePath(String path) {
		return new AuthTestClient(this.baseUrl, path, this.csrfTokens, this.device);
	}

	/**
	 * For {@code jwtauth.csrf.token=true}: asks for a token before each request that
	 * changes something, and sends it along.
	 * @return another client
	 */
	public AuthTestClient withCsrfTokens() {
		return new AuthTestClient(this.baseUrl, this.basePath, true, this.device);
	}

	/**
	 * In the same browser, or on the same phone: what it was recognised by is sent along,
	 * its cookies, too. A login there ends the session that its cookies are of, as
	 * everywhere.
	 * @param session one of the device
	 * @return another client, for as many threads as its sessions: one
	 */
	public AuthTestClient onDeviceOf(AuthTestSession session) {
		return new AuthTestClient(this.baseUrl, this.basePath, this.csrfTokens, session.device());
	}

	/**
	 * Registers. Where addresses are proven, {@link #verify} is next.
	 * @param email an address, with or without an account
	 * @param password what they want to log in with
	 * @return the answer, which tells nobody whether the address had an account
	 * @throws AuthProblemException when the form was not accepted
	 */
	public AuthTestAnswer register(String email, String password) {
		return post(this.basePath + "/register", Map.of("email", email, "password", password)).orThrow();
	}

	/**
	 * Follows the link of the mail that a registration sends.
	 * @param mail from {@link CapturedMails#next(String)}
	 * @throws AuthProblemException when the link is no longer good
	 */
	public void verify(CapturedMail mail) {
		verify(mail.token());
	}

	/**
	 * Proves an address.
	 * @param token of the link
	 * @throws AuthProblemException when it is not good
	 */
	public void verify(String token) {
		post(this.basePath + "/email/verify", Map.of("token", token)).orThrow();
	}

	/**
	 * Logs in.
	 * @param identifier an address, a username or whatever the application accepts
	 * @param password the password
	 * @return the session
	 * @throws AuthProblemException when there is none; with
	 * {@link AuthProblemException#mfaToken} where a second factor is asked for
	 */
	public AuthTestSession login(String identifier, String password) {
		return open("/login", Map.of("identifier", identifier, "password", password));
	}

	/**
	 * Goes on where a login asked for a second factor.
	 * @param mfaToken from {@link AuthProblemException#mfaToken}
	 * @param code of {@link TotpCodes}
	 * @return the session
	 * @throws AuthProblemException when the code is wrong or the token too old
	 */
	public AuthTestSession verifyFactor(String mfaToken, String code) {
		return open("/mfa/verify", Map.of("mfa_token", mfaToken, "code", code));
	}

	/**
	 * Goes on, and wants not to be asked again on this device: that of the session, for
	 * {@link #onDeviceOf}.
	 * @param mfaToken from {@link AuthProblemException#mfaToken}
	 * @param code of {@link TotpCodes}
	 * @return the session
	 * @throws AuthProblemException when the code is wrong or the token too old
	 */
	public AuthTestSession verifyFactorAndRememberDevice(String mfaToken, String code) {
		return open("/mfa/verify", Map.of("mfa_token", mfaToken, "code", code, "remember_device", true));
	}

	/**
	 * Goes on without the app.
	 * @param mfaToken from {@link AuthProblemException#mfaToken}
	 * @param recoveryCode of {@link EnrolledFactor#recoveryCodes}, good once
	 * @return the session
	 * @throws AuthProblemException when the code is wrong or the token too old
	 */
	public AuthTestSession verifyRecoveryCode(String mfaToken, String recoveryCode) {
		return open("/mfa/verify", Map.of("mfa_token", mfaToken, "recovery_code", recoveryCode));
	}

	public AuthTestAnswer get(String path) {
		return send("GET", path, null);
	}

	public AuthTestAnswer post(String path, Object body) {
		return send("POST", path, body);
	}

	/**
	 * Any request of somebody who is not logged in.
	 * @param method of HTTP
	 * @param path below the application, with a slash
	 * @param body to be sent as JSON, or {@code null} for none
	 * @return the answer, whatever it is
	 */
	public AuthTestAnswer send(String method, String path, @Nullable Object body) {
		return device().send(method, path, body, null);
	}

	private AuthTestSession open(String path, Map<String, Object> body) {
		TestDevice on = device();
		AuthTestAnswer tokens = on.send("POST", this.basePath + path, on.introducing(body), null).orThrow();
		on.keepToken(tokens.text("device_token"));
		return new AuthTestSession(on, this.basePath, tokens);
	}

	private TestDevice device() {
		return (this.device != null) ? this.device
				: new TestDevice(this.baseUrl, this.csrfTokens ? this.basePath + "/csrf" : null);
	}

}
