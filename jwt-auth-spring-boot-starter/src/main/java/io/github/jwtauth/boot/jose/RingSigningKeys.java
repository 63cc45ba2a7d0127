package io.github.jwtauth.boot.jose;

import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.github.jwtauth.token.SigningKey;
import io.github.jwtauth.token.SigningKeyRing;
import org.jspecify.annotations.Nullable;

/**
 * The generated keys with their private halves, for the encoder and nobody else: never a
 * bean. The encoder names one key by its {@code kid}, so that a rotation between naming
 * and signing harms nobody.
 */
final class RingSigningKeys implements JWKSource<SecurityContext> {

	private final SigningKeyRing ring;

	private final Map<String, ECKey> converted = new ConcurrentHashMap<>();

	RingSigningKeys(SigningKeyRing ring) {
		this.ring = ring;
	}

	/**
	 * The key that signs now.
	 * @return its {@code kid}
	 */
	String activeKeyId() {
		return this.ring.active().kid();
	}

	@Override
	public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
		List<SigningKey> keys = this.ring.published();
		this.converted.keySet().retainAll(keys.stream().map(SigningKey::kid).toList());
		return selector.select(new JWKSet(keys.stream().map(this::convert).toList()));
	}

	private JWK convert(SigningKey key) {
		return this.converted.computeIfAbsent(key.kid(),
				(kid) -> new ECKey.Builder(Curve.P_256, (ECPublicKey) key.pair().getPublic())
					.privateKey((ECPrivateKey) key.pair().getPrivate())
					.keyID(kid)
					.keyUse(KeyUse.SIGNATURE)
					.algorithm(PublishedKey.ALGORITHM)
					.build());
	}

}
