package io.github.jwtauth.session;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

import io.github.jwtauth.DerivedKey;
import io.github.jwtauth.KeyPurpose;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the form in which a holder carries a refresh token (decision 1):
 * {@code jar_} and base64url of version, secret id, session id, generation, salt and a
 * 256-bit MAC over all of that. A forgery ends here, without a query. There is one
 * spelling per token. Safe for use by many threads.
 */
public final class RefreshTokenCodec {

	private static final String PREFIX = "jar_";

	private static final byte VERSION = 1;

	private static final int MAC_BYTES = 32;

	private static final int BODY_BYTES = 1 + Integer.BYTES + 16 + Integer.BYTES + Salt.BYTES;

	private static final int LENGTH = PREFIX.length() + base64Length(BODY_BYTES + MAC_BYTES);

	private final SecretKeys keys;

	public RefreshTokenCodec(SecretKeys keys) {
		this.keys = keys;
	}

	/**
	 * Writes a token under the current secret.
	 * @param token what it says
	 * @return what the holder gets
	 */
	public Secret encode(RefreshToken token) {
		DerivedKey key = this.keys.current(KeyPurpose.REFRESH_TOKEN);
		byte[] body = body(token, key.secretId());
		byte[] whole = ByteBuffer.allocate(BODY_BYTES + MAC_BYTES).put(body).put(key.mac(body)).array();
		return Secret.of(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(whole));
	}

	/**
	 * Reads a token and proves that this application made it.
	 * @param presented what somebody presented
	 * @return what it says, or empty when it is not genuine
	 */
	public Optional<RefreshToken> decode(Secret presented) {
		byte[] whole = bytes(presented.reveal());
		if (whole == null) {
			return Optional.empty();
		}
		byte[] body = Arrays.copyOf(whole, BODY_BYTES);
		byte[] mac = Arrays.copyOfRange(whole, BODY_BYTES, whole.length);
		ByteBuffer buffer = ByteBuffer.wrap(body);
		if (buffer.get() != VERSION) {
			return Optional.empty();
		}
		return this.keys.find(buffer.getInt(), KeyPurpose.REFRESH_TOKEN)
			.filter((key) -> MessageDigest.isEqual(key.mac(body), mac))
			.map((key) -> read(buffer));
	}

	private static RefreshToken read(ByteBuffer buffer) {
		SessionId sessionId = new SessionId(new UUID(buffer.getLong(), buffer.getLong()));
		int generation = buffer.getInt();
		byte[] salt = new byte[Salt.BYTES];
		buffer.get(salt);
		return new RefreshToken(sessionId, generation, new Salt(salt));
	}

	private static byte[] body(RefreshToken token, int secretId) {
		UUID sessionId = token.sessionId().value();
		return ByteBuffer.allocate(BODY_BYTES)
			.put(VERSION)
			.putInt(secretId)
			.putLong(sessionId.getMostSignificantBits())
			.putLong(sessionId.getLeastSignificantBits())
			.putInt(token.generation())
			.put(token.salt().bytes())
			.array();
	}

	/** Decoding is lenient about the last character's unused bits; a token is not. */
	private static byte @Nullable [] bytes(String text) {
		if (text.length() != LENGTH || !text.startsWith(PREFIX)) {
			return null;
		}
		String encoded = text.substring(PREFIX.length());
		try {
			byte[] bytes = Base64.getUrlDecoder().decode(encoded);
			boolean canonical = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(encoded);
			return canonical ? bytes : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static int base64Length(int bytes) {
		return (bytes * 4 + 2) / 3;
	}

}
