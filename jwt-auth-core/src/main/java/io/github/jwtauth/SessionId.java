package io.github.jwtauth;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The identity of one login on one device, which is at the same time one family of
 * refresh tokens: the {@code sid} claim. Knowing it gives no access.
 *
 * @param value 128 random bits
 */
public record SessionId(UUID value) {

	public SessionId {
		Objects.requireNonNull(value, "value");
	}

	/**
	 * Draws a new identity.
	 * @param random where the 128 bits come from
	 * @return an identity that no session holds yet
	 */
	public static SessionId random(RandomBytes random) {
		return new SessionId(random.nextUuid());
	}

	/**
	 * Reads the form that {@link #toString()} writes.
	 * @param text whatever a token, a path or a caller contains
	 * @return the identity, or empty when the text is not exactly one
	 */
	public static Optional<SessionId> parse(String text) {
		return CanonicalUuid.parse(text).map(SessionId::new);
	}

	@Override
	public String toString() {
		return this.value.toString();
	}

}
