package io.github.jwtauth.boot.jose;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.boot.ConditionalOnMissingJwtAuthBean;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.boot.jose.JoseProperties.KeyEntry;
import io.github.jwtauth.token.AccessTokenEncoder;
import io.github.jwtauth.token.AccessTokenSettings;
import io.github.jwtauth.token.KeyRotationSettings;
import io.github.jwtauth.token.SigningKeyRing;
import io.github.jwtauth.token.SigningKeyStore;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;

/**
 * Where the keys come from: the host's {@code JWKSource}, {@code jwtauth.signing.keys},
 * or else generated ones that the nodes share.
 */
@Configuration(proxyBeanMethods = false)
class SigningConfiguration {

	static final String KEYS_PROPERTY = "jwtauth.signing.keys";

	@Bean
	KeyRules jwtAuthKeyRules(JoseProperties properties) {
		return new KeyRules(properties.signing().algorithm(), properties.signing().allowLegacy());
	}

	@Bean
	SignatureProvider jwtAuthSignatureProvider(JoseProperties properties) {
		return SignatureProvider.named(properties.signing().provider(), properties.signing().algorithm());
	}

	@Bean
	@ConditionalOnMissingBean
	KeyRotationSettings jwtAuthKeyRotationSettings(JoseProperties properties, AccessTokenSettings tokens) {
		return properties.signing().rotation(tokens.lifetime());
	}

	/** With its keys: a key that cannot be decrypted must stop the start (decision 5). */
	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnMissingJwtAuthBean(JWKSource.class)
	@Conditional(NoConfiguredKeysCondition.class)
	@DependsOnDatabaseInitialization
	SigningKeyRing jwtAuthSigningKeyRing(SigningKeyStore store, AtRestEncryption encryption,
			KeyRotationSettings settings, RandomBytes random, @JwtAuthBean Clock clock) {
		SigningKeyRing ring = new SigningKeyRing(store, encryption, settings, random, clock);
		ring.start();
		return ring;
	}

	@Bean
	TokenKeys jwtAuthTokenKeys(JoseProperties properties, KeyRules rules, SignatureProvider provider,
			@JwtAuthBean ObjectProvider<JWKSource<SecurityContext>> hostKeys,
			@JwtAuthBean ObjectProvider<JwtEncoder> hostEncoder, ObjectProvider<SigningKeyRing> ring,
			ResourceLoader resources, @JwtAuthBean Clock clock) {
		boolean signs = hostEncoder.getIfAvailable() == null;
		List<KeyEntry> entries = properties.signing().keys();
		JWKSource<SecurityContext> source = hostKeys.getIfAvailable();
		if (source != null) {
			if (!entries.isEmpty()) {
				throw new InvalidPropertyException(KEYS_PROPERTY, "there is a @JwtAuthBean JWKSource, too",
						"remove one of them");
			}
			JwkSourceKeys keys = new JwkSourceKeys(source, rules, provider);
			keys.requireFit(signs);
			return keys;
		}
		if (!entries.isEmpty()) {
			return new ConfiguredKeys(read(entries, new KeyReader(resources), rules, signs), provider);
		}
		if (!signs) {
			throw new InvalidPropertyException("@JwtAuthBean JwtEncoder",
					"it signs with a key that nobody here could verify with",
					"name its public key with jwtauth.signing.keys[0].location=file:… or add a @JwtAuthBean JWKSource");
		}
		return new RingKeys(ring.getObject(), provider, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	AccessTokenEncoder jwtAuthAccessTokenEncoder(@JwtAuthBean ObjectProvider<JwtEncoder> hostEncoder, TokenKeys keys,
			KeyRules rules, AccessTokenSettings settings) {
		JwtEncoder encoder = hostEncoder.getIfAvailable();
		if (encoder != null) {
			requireWrittenAsCompared(settings.issuer());
			return new JwtEncoderAccessTokenEncoder(encoder, rules.algorithm());
		}
		return (claims) -> Secret.of(keys.signer().sign(claims));
	}

	private static List<TokenKey> read(List<KeyEntry> entries, KeyReader reader, KeyRules rules, boolean signs) {
		List<TokenKey> keys = new ArrayList<>();
		for (int i = 0; i < entries.size(); i++) {
			try {
				for (JWK jwk : reader.read(entries.get(i))) {
					TokenKey key = rules.accept(jwk);
					if (keys.isEmpty() && signs) {
						ConfiguredKeys.requireSigning(key, rules.algorithm());
					}
					keys.add(key);
				}
				ConfiguredKeys.requireDistinct(keys);
			}
			catch (UnfitKeyException ex) {
				throw ex.at(KEYS_PROPERTY + "[" + i + "]");
			}
		}
		return keys;
	}

	/**
	 * Spring Security's claims hold an issuer that is a URL in that type's spelling.
	 */
	private static void requireWrittenAsCompared(String issuer) {
		Object written = JwtClaimsSet.builder().issuer(issuer).build().getClaim("iss");
		if (!issuer.equals(String.valueOf(written))) {
			throw new InvalidPropertyException("jwtauth.issuer", "the encoder would write it as " + written,
					"use this spelling");
		}
	}

}
