package io.github.jwtauth;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The identity of an account as tokens tell it: the {@code sub} claim. Random, stable for
 * the life of the account and never derived from the host's own key or from an address
 * (requirement R-59).
 *
 * @param value 128 random bits; the version bits of RFC 9562 carry no meaning here
 */
public record AccountId(UUID value) {

	public AccountId {
		Objects.requireNonNull(value, "value");
	}

	/**
	 * Draws a new identity.
	 * @param random where the 128 bits come from
	 * @return an identity that nobody holds yet
	 */
	public static AccountId random(RandomBytes random) {
		return new AccountId(random.nextUuid());
	}

	/**
	 * Reads the form that {@link #toString()} writes.
	 * @param text whatever a token, a path or a caller contains
	 * @return the identity, or empty when the text is not exactly one
	 */
	public static Optional<AccountId> parse(String text) {
		return CanonicalUuid.parse(text).map(AccountId::new);
	}

	@Override
	public String toString() {
		return this.value.toString();
	}

}
