package io.github.jwtauth.boot.http;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

import io.github.jwtauth.DerivedKey;
import io.github.jwtauth.KeyPurpose;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.session.RefreshToken;
import io.github.jwtauth.session.RefreshTokenCodec;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of the signed double submit (requirement R-81): base64url of secret id, nonce
 * and a MAC over nonce and session. A token of another session, or one that a neighbour
 * tossed into the cookie jar, does not verify (attacks ). Safe for use by many
 * threads.
 */
public final class CsrfTokens {

	/** The header that carries the token. */
	public static final String HEADER = "X-CSRF-Token";

	private static final int NONCE_BYTES = 16;

	private static final int BODY_BYTES = Integer.BYTES + NONCE_BYTES;

	private static final int MAC_BYTES = 32;

	private static final int LENGTH = ((BODY_BYTES + MAC_BYTES) * 4 + 2) / 3;

	private final SecretKeys keys;

	private final RandomBytes random;

	private final RefreshTokenCodec refreshTokens;

	private final AuthCookies cookies;

	public CsrfTokens(SecretKeys keys, RandomBytes random, RefreshTokenCodec refreshTokens, AuthCookies cookies) {
		this.keys = keys;
		this.random = random;
		this.refreshTokens = refreshTokens;
		this.cookies = cookies;
	}

	/**
	 * Makes a token.
	 * @param session what to bind it to, or {@code null} for somebody who is not logged
	 * in
	 * @return a new token
	 */
	public String issue(@Nullable SessionId session) {
		DerivedKey key = this.keys.current(KeyPurpose.CSRF_TOKEN);
		byte[] nonce = this.random.next(NONCE_BYTES);
		byte[] whole = ByteBuffer.allocate(BODY_BYTES + MAC_BYTES)
			.putInt(key.secretId())
			.put(nonce)
			.put(key.mac(binding(session), nonce))
			.array();
		return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
	}

	/**
	 * Judges a token.
	 * @param token what somebody presented
	 * @param session what it must be bound to, or {@code null} for somebody who is not
	 * logged in
	 * @return whether this application made it for that session
	 */
	public boolean isValid(String token, @Nullable SessionId session) {
		if (token.length() != LENGTH) {
			return false;
		}
		try {
			ByteBuffer whole = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
			int secretId = whole.getInt();
			byte[] nonce = new byte[NONCE_BYTES];
			whole.get(nonce);
			byte[] mac = new byte[MAC_BYTES];
			whole.get(mac);
			return this.keys.find(secretId, KeyPurpose.CSRF_TOKEN)
				.filter((key) -> MessageDigest.isEqual(key.mac(binding(session), nonce), mac))
				.isPresent();
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * What the token of a request must be bound to: the session of its genuine refresh
	 * cookie. Asks no database.
	 * @param request the request
	 * @return the session, or empty for somebody who is not logged in
	 */
	public Optional<SessionId> sessionOf(HttpServletRequest request) {
		return this.cookies.readSingle(request, CookieSettings.REFRESH_TOKEN)
			.map(Secret::of)
			.flatMap(this.refreshTokens::decode)
			.map(RefreshToken::sessionId);
	}

	/**
	 * Whether the browser got a token itself: it is in the cookie, too, and nothing else
	 * is.
	 * @param request the request
	 * @param token what its header carries
	 * @return whether both are the same
	 */
	public boolean isInCookie(HttpServletRequest request, String token) {
		return this.cookies.readSingle(request, CookieSettings.CSRF_TOKEN)
			.map(Secret::of)
			.filter(Secret.of(token)::equals)
			.isPresent();
	}

	/** One length for both cases, told apart by the first byte. */
	private static byte[] binding(@Nullable SessionId session) {
		UUID id = (session != null) ? session.value() : new UUID(0, 0);
		return ByteBuffer.allocate(1 + 2 * Long.BYTES)
			.put((byte) ((session != null) ? 1 : 0))
			.putLong(id.getMostSignificantBits())
			.putLong(id.getLeastSignificantBits())
			.array();
	}

}
