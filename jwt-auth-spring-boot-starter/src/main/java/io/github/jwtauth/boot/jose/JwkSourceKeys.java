package io.github.jwtauth.boot.jose;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.boot.http.InvalidPropertyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a host that keeps them itself, for example in a KMS. Caching is the
 * source's business. The first key that can sign does; all of them verify.
 */
final class JwkSourceKeys implements TokenKeys {

	private static final Logger logger = LoggerFactory.getLogger(JwkSourceKeys.class);

	private static final String PLACE = "@JwtAuthBean JWKSource";

	private static final JWKMatcher ANY = new JWKMatcher.Builder().build();

	private final JWKSource<SecurityContext> source;

	private final KeyRules rules;

	private final SignatureProvider provider;

	private final Map<String, Prepared> prepared = new ConcurrentHashMap<>();

	JwkSourceKeys(JWKSource<SecurityContext> source, KeyRules rules, SignatureProvider provider) {
		this.source = source;
		this.rules = rules;
		this.provider = provider;
	}

	/**
	 * Asks the source once, at start. A source that cannot answer now, because it needs a
	 * network for example, does not stop the start: its keys are judged when they come.
	 * @param signs whether one of the keys has to sign
	 * @throws InvalidPropertyException when it answers with keys that must not be used
	 */
	void requireFit(boolean signs) {
		List<JWK> found;
		try {
			found = this.source.get(new JWKSelector(ANY), null);
		}
		catch (KeySourceException | RuntimeException ex) {
			logger.warn("The JWKSource cannot be read yet. Its keys are checked as soon as it answers", ex);
			return;
		}
		try {
			List<TokenKey> keys = found.stream().map(this.rules::accept).toList();
			ConfiguredKeys.requireDistinct(keys);
			if (signs && keys.stream().noneMatch(this::isSigner)) {
				throw new UnfitKeyException("none of its keys signs with " + this.rules.algorithm(),
						"add a private key for it, correct " + KeyRules.ALGORITHM_PROPERTY
								+ ", or add a @JwtAuthBean JwtEncoder that signs elsewhere");
			}
		}
		catch (UnfitKeyException ex) {
			throw ex.at(PLACE);
		}
	}

	@Override
	public @Nullable PublishedKey find(String kid) {
		// Not every source reads what it is asked.
		List<Prepared> found = select(new JWKMatcher.Builder().keyID(kid).build()).stream()
			.filter((key) -> kid.equals(key.jwk().getKeyID()))
			.toList();
		return (found.size() == 1) ? found.get(0).published() : null;
	}

	@Override
	public List<PublishedKey> all() {
		return everything().stream().map(Prepared::published).filter(Objects::nonNull).toList();
	}

	@Override
	public TokenSigner signer() {
		for (Prepared key : everything()) {
			TokenSigner signer = key.signer();
			if (signer != null && isSigner(signer.key())) {
				return signer;
			}
		}
		throw AuthException
			.unavailable(new IllegalStateException("the JWKSource has no private key for " + this.rules.algorithm()));
	}

	/** The keys that are remembered, by their names. */
	Set<String> known() {
		return Set.copyOf(this.prepared.keySet());
	}

	private boolean isSigner(TokenKey key) {
		return key.signing() != null && key.algorithm() == this.rules.algorithm();
	}

	/** Also the moment to forget what the source has dropped. */
	private List<Prepared> everything() {
		List<Prepared> found = select(ANY);
		if (this.prepared.size() > found.size()) {
			this.prepared.keySet().retainAll(found.stream().map((key) -> key.jwk().getKeyID()).toList());
		}
		return found;
	}

	private List<Prepared> select(JWKMatcher matcher) {
		return ask(matcher).stream().filter((jwk) -> jwk.getKeyID() != null).map(this::prepare).toList();
	}

	/** Whatever a source fails with, it says nothing about a token. */
	private List<JWK> ask(JWKMatcher matcher) {
		try {
			return this.source.get(new JWKSelector(matcher), null);
		}
		catch (KeySourceException | RuntimeException ex) {
			throw AuthException.unavailable(ex);
		}
	}

	private Prepared prepare(JWK jwk) {
		Prepared known = this.prepared.get(jwk.getKeyID());
		if (known != null && (known.jwk() == jwk || known.jwk().equals(jwk))) {
			return known;
		}
		return this.prepared.compute(jwk.getKeyID(),
				(kid, other) -> (other != null && other.jwk().equals(jwk)) ? other : judge(jwk));
	}

	/** A key that breaks the rules is remembered, so that this is told only once. */
	private Prepared judge(JWK jwk) {
		try {
			TokenKey key = this.rules.accept(jwk);
			return new Prepared(jwk, PublishedKey.of(key, this.provider), TokenSigner.of(key, this.provider));
		}
		catch (UnfitKeyException ex) {
			logger.warn("The key {} of the JWKSource is not used: {}", jwk.getKeyID(), ex.getMessage());
			return new Prepared(jwk, null, null);
		}
	}

	/**
	 * What became of a key of the source.
	 *
	 * @param jwk as the source gave it
	 * @param published ready to verify, or {@code null} when it must not be used
	 * @param signer ready to sign, or {@code null}
	 */
	private record Prepared(JWK jwk, @Nullable PublishedKey published, @Nullable TokenSigner signer) {

		/** Keys stay out of logs. */
		@Override
		public String toString() {
			return "Prepared[***]";
		}

	}

}
