package io.github.jwtauth.boot.jose;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.AccessTokenReader;
import io.github.jwtauth.boot.http.PublicUrl;
import io.github.jwtauth.boot.jose.JoseProperties.Algorithm;
import io.github.jwtauth.session.RevokedSessions;
import io.github.jwtauth.session.SessionStore;
import io.github.jwtauth.token.AccessTokenEncoder;
import io.github.jwtauth.token.AccessTokenSettings;
import io.github.jwtauth.token.KeyRotationSettings;
import io.github.jwtauth.token.SigningKeyRing;
import io.github.jwtauth.token.SigningKeyStore;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/**
 * Signs, verifies and publishes. Before Boot's resource server, which then protects the
 * host with our tokens unless the host has a decoder or an issuer of its own. An
 * authorization server beside is such an issuer, and its endpoints take the decoder that
 * the host has.
 */
@AutoConfiguration(before = OAuth2ResourceServerAutoConfiguration.class,
		afterName = "org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration")
@EnableConfigurationProperties(JoseProperties.class)
public final class JwtAuthJoseAutoConfiguration {

	private static final String HOST_DECODER = "jwtAuthResourceServerDecoder";

	@Bean
	@ConditionalOnMissingBean
	KeyRotationSettings jwtAuthKeyRotationSettings(JoseProperties properties, AccessTokenSettings tokens) {
		Algorithm algorithm = properties.signing().algorithm();
		if (algorithm != Algorithm.ES256) {
			throw new InvalidConfigurationPropertyValueException("jwtauth.signing.algorithm", algorithm,
					"this version signs with ES256 only; the other algorithms are still to come");
		}
		try {
			return KeyRotationSettings.every(properties.signing().rotationInterval(), tokens.lifetime());
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException("jwtauth.signing.rotation-interval",
					properties.signing().rotationInterval(), ex.getMessage());
		}
	}

	/** With its keys: a key that cannot be decrypted must stop the start (decision 5). */
	@Bean
	@ConditionalOnMissingBean
	@DependsOnDatabaseInitialization
	SigningKeyRing jwtAuthSigningKeyRing(SigningKeyStore store, AtRestEncryption encryption,
			KeyRotationSettings settings, @JwtAuthBean Clock clock) {
		SigningKeyRing ring = new SigningKeyRing(store, encryption, settings, clock);
		ring.refresh();
		return ring;
	}

	@Bean
	PublishedKeys jwtAuthPublishedKeys(@JwtAuthBean ObjectProvider<JWKSource<SecurityContext>> hostKeys,
			SigningKeyRing ring, @JwtAuthBean Clock clock) {
		JWKSource<SecurityContext> source = hostKeys.getIfAvailable();
		return (source != null) ? new JwkSourceKeys(source) : new RingKeys(ring, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	AccessTokenEncoder jwtAuthAccessTokenEncoder(@JwtAuthBean ObjectProvider<JwtEncoder> hostEncoder,
			@JwtAuthBean ObjectProvider<JWKSource<SecurityContext>> hostKeys, SigningKeyRing ring,
			AccessTokenSettings settings) {
		JwtEncoder encoder = hostEncoder.getIfAvailable();
		if (encoder != null) {
			return new JwtEncoderAccessTokenEncoder(encoder, Optional::empty);
		}
		JWKSource<SecurityContext> source = hostKeys.getIfAvailable();
		if (source != null) {
			return new JwtEncoderAccessTokenEncoder(firstKeyOf(source), Optional::empty);
		}
		requireWrittenAsCompared(settings.issuer());
		RingSigningKeys keys = new RingSigningKeys(ring);
		return new JwtEncoderAccessTokenEncoder(new NimbusJwtEncoder(keys), () -> Optional.of(keys.activeKeyId()));
	}

	@JwtAuthBean
	@Bean(defaultCandidate = false)
	AccessTokenDecoder jwtAuthAccessTokenDecoder(PublishedKeys keys, AccessTokenSettings settings,
			SessionCheck sessionCheck, ObjectProvider<OAuth2TokenValidator<Jwt>> validators,
			@JwtAuthBean ObjectProvider<OAuth2TokenValidator<Jwt>> ownValidators, @JwtAuthBean Clock clock,
			BeanFactory beanFactory) {
		// Where the host judges its callers by our tokens, its rules are for them.
		// Otherwise they are for somebody else's tokens.
		List<OAuth2TokenValidator<Jwt>> hostValidators = (beanFactory.containsBean(HOST_DECODER) ? validators
				: ownValidators)
			.orderedStream()
			.toList();
		return new AccessTokenDecoder(new AccessTokenGate(keys), new AccessTokenContract(settings), sessionCheck,
				hostValidators, clock);
	}

	@Bean(HOST_DECODER)
	@ConditionalOnMissingBean(value = { JwtDecoder.class, OpaqueTokenIntrospector.class },
			type = "org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository")
	@Conditional(NoResourceServerPropertiesCondition.class)
	JwtDecoder jwtAuthResourceServerDecoder(@JwtAuthBean AccessTokenDecoder decoder) {
		return decoder;
	}

	@Bean
	SessionCheck jwtAuthSessionCheck(JoseProperties properties, RevokedSessions revoked, SessionStore sessions,
			@JwtAuthBean Clock clock) {
		return switch (properties.accessToken().sessionCheck()) {
			case NONE -> SessionCheck.none();
			case REVOCATIONS -> SessionCheck.revocations(revoked);
			case ALWAYS -> SessionCheck.always(revoked, sessions, clock);
		};
	}

	@Bean
	@ConditionalOnMissingBean
	AccessTokenReader jwtAuthAccessTokenReader(@JwtAuthBean AccessTokenDecoder decoder) {
		return new DecoderAccessTokenReader(decoder);
	}

	@Bean
	@ConditionalOnWebApplication(type = Type.SERVLET)
	JwksController jwtAuthJwksController(PublishedKeys keys) {
		return new JwksController(keys);
	}

	@Bean
	@ConditionalOnWebApplication(type = Type.SERVLET)
	DiscoveryController jwtAuthDiscoveryController(AccessTokenSettings settings, PublicUrl publicUrl) {
		return new DiscoveryController(settings, publicUrl);
	}

	/**
	 * Spring Security's encoder writes an issuer that is a URL in that type's spelling.
	 */
	private static void requireWrittenAsCompared(String issuer) {
		Object written = JwtClaimsSet.builder().issuer(issuer).build().getClaim("iss");
		if (!issuer.equals(String.valueOf(written))) {
			throw new InvalidConfigurationPropertyValueException("jwtauth.issuer", issuer,
					"tokens would name it " + written);
		}
	}

	private static JwtEncoder firstKeyOf(JWKSource<SecurityContext> source) {
		NimbusJwtEncoder encoder = new NimbusJwtEncoder((selector, context) -> source.get(selector, context)
			.stream()
			.map(JWK::toECKey)
			.map(JwtAuthJoseAutoConfiguration::withoutCertificate)
			.toList());
		encoder.setJwkSelector((keys) -> keys.get(0));
		return encoder;
	}

	/** Spring Security would name it in the header, which our own gate refuses. */
	private static JWK withoutCertificate(ECKey key) {
		return new ECKey.Builder(key).x509CertChain(null).x509CertSHA256Thumbprint(null).build();
	}

}
