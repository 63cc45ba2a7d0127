package io.github.jwtauth.boot.jose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.jwtauth.token.SigningAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * Keys that do not change while the application runs: the first one signs, all of them
 * verify.
 */
final class ConfiguredKeys implements TokenKeys {

	private final List<PublishedKey> published;

	private final Map<String, PublishedKey> byId;

	private final @Nullable TokenSigner signer;

	/**
	 * Prepares the keys.
	 * @param keys at least one
	 * @param provider what computes
	 */
	ConfiguredKeys(List<TokenKey> keys, SignatureProvider provider) {
		this.published = keys.stream().map((key) -> PublishedKey.of(key, provider)).toList();
		this.byId = this.published.stream().collect(Collectors.toUnmodifiableMap(PublishedKey::kid, (key) -> key));
		this.signer = TokenSigner.of(keys.get(0), provider);
	}

	/**
	 * Requires that no two keys share a name or are one key under two names (requirement
	 *
	 * @param keys all that are to verify
	 * @throws UnfitKeyException when some do
	 */
	static void requireDistinct(List<TokenKey> keys) {
		List<TokenKey> seen = new ArrayList<>();
		for (TokenKey key : keys) {
			for (TokenKey other : seen) {
				if (other.kid().equals(key.kid())) {
					throw new UnfitKeyException("two keys have the kid " + key.kid(), "give each its own");
				}
				if (Arrays.equals(other.verification().getEncoded(), key.verification().getEncoded())) {
					throw new UnfitKeyException("the keys " + other.kid() + " and " + key.kid() + " are the same key",
							"remove one of them");
				}
			}
			seen.add(key);
		}
	}

	/**
	 * Requires that a key can sign.
	 * @param key the one that is to sign
	 * @param algorithm what is to be signed with
	 * @throws UnfitKeyException when it cannot
	 */
	static void requireSigning(TokenKey key, SigningAlgorithm algorithm) {
		if (key.signing() == null) {
			throw new UnfitKeyException("the key " + key.kid() + " is the one that signs, and it has no private half",
					"put a private key first, or add a @JwtAuthBean JwtEncoder that signs elsewhere");
		}
		if (key.algorithm() != algorithm) {
			throw new UnfitKeyException(
					"the key " + key.kid() + " is the one that signs, and it is for " + key.algorithm() + ", not for "
							+ algorithm,
					"set " + KeyRules.ALGORITHM_PROPERTY + "=" + key.algorithm().name().toLowerCase(Locale.ROOT)
							+ " or use another key");
		}
	}

	@Override
	public @Nullable PublishedKey find(String kid) {
		return this.byId.get(kid);
	}

	@Override
	public List<PublishedKey> all() {
		return this.published;
	}

	@Override
	public TokenSigner signer() {
		return Objects.requireNonNull(this.signer, "checked at start");
	}

}
