package io.github.jwtauth;

import java.util.List;

/**
 * Secrets that are strong enough to be configured and known to everybody.
 */
public final class TestSecrets {

	/** A secret of 256 bits. */
	public static final Secret FIRST = Secret.of("dGhlIGZpcnN0IHNlY3JldCBvZiBvdXIgdGVzdHMtLTE");

	/** Another one. */
	public static final Secret SECOND = Secret.of("dGhlIHNlY29uZCBzZWNyZXQgb2Ygb3VyIHRlc3RzLTI");

	private TestSecrets() {
	}

	/**
	 * The keys of one secret.
	 * @return the keys of {@link #FIRST}
	 */
	public static SecretKeys keys() {
		return SecretKeys.of(FIRST, List.of());
	}

}
