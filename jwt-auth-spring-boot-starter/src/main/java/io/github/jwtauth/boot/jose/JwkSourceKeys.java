package io.github.jwtauth.boot.jose;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.github.jwtauth.AuthException;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a host that keeps them itself, for example in a KMS. Caching is the
 * source's business.
 */
final class JwkSourceKeys implements PublishedKeys {

	private final JWKSource<SecurityContext> source;

	private final Map<String, PublishedKey> prepared = new ConcurrentHashMap<>();

	JwkSourceKeys(JWKSource<SecurityContext> source) {
		this.source = source;
	}

	@Override
	public @Nullable PublishedKey find(String kid) {
		List<PublishedKey> found = select(matcher().keyID(kid).build());
		return (found.size() == 1) ? found.get(0) : null;
	}

	@Override
	public List<PublishedKey> all() {
		return select(matcher().build());
	}

	private List<PublishedKey> select(JWKMatcher matcher) {
		try {
			return this.source.get(new JWKSelector(matcher), null)
				.stream()
				.filter((key) -> key.getKeyID() != null)
				.map((key) -> prepare(key.toECKey().toPublicJWK()))
				.toList();
		}
		catch (KeySourceException ex) {
			throw AuthException.unavailable(ex);
		}
	}

	private PublishedKey prepare(ECKey key) {
		return this.prepared.compute(key.getKeyID(),
				(kid, known) -> (known != null && known.jwk().equals(key)) ? known : PublishedKey.of(key));
	}

	private static JWKMatcher.Builder matcher() {
		return new JWKMatcher.Builder().keyType(KeyType.EC)
			.curve(Curve.P_256)
			.keyUses(KeyUse.SIGNATURE, null)
			.algorithms(PublishedKey.ALGORITHM, null);
	}

}
