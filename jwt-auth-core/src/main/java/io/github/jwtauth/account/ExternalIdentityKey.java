package io.github.jwtauth.account;

/**
 * What an identity provider calls somebody, for ever: an address can move on to another
 * person, this pair cannot (OpenID Connect Core section 5.7).
 *
 * @param provider the issuer, or what the host calls a provider that has none; 1 to 255
 * visible ASCII characters
 * @param subject the provider's own name of the person; 1 to 255 ASCII characters, case
 * counts (OpenID Connect Core section 2)
 */
public record ExternalIdentityKey(String provider, String subject) {

	private static final int CHARS = 255;

	public ExternalIdentityKey {
		require(provider, "provider");
		require(subject, "subject");
	}

	/** The subject is personal data and stays out of logs. */
	@Override
	public String toString() {
		return "ExternalIdentityKey[provider=" + this.provider + "]";
	}

	private static void require(String text, String name) {
		boolean readable = text.chars().allMatch((character) -> character >= ' ' && character <= '~');
		if (text.isBlank() || text.length() > CHARS || !readable) {
			throw new IllegalArgumentException(
					"the " + name + " of an external identity has 1 to " + CHARS + " ASCII characters");
		}
	}

}
