package io.github.jwtauth.boot.jose;

import java.time.Clock;
import java.util.List;

import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.AccessTokenReader;
import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.boot.http.PublicUrl;
import io.github.jwtauth.session.LiveSessions;
import io.github.jwtauth.session.RevokedSessions;
import io.github.jwtauth.session.SessionSettings;
import io.github.jwtauth.token.AccessTokenSettings;
import io.github.jwtauth.token.KeyRotationSettings;
import io.github.jwtauth.token.SigningKeyRing;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
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
@Import(SigningConfiguration.class)
public final class JwtAuthJoseAutoConfiguration {

	private static final String HOST_DECODER = "jwtAuthResourceServerDecoder";

	@JwtAuthBean
	@Bean(defaultCandidate = false)
	AccessTokenDecoder jwtAuthAccessTokenDecoder(PublishedKeys keys, AccessTokenSettings settings,
			JoseProperties properties, SessionCheck sessionCheck, ObjectProvider<OAuth2TokenValidator<Jwt>> validators,
			@JwtAuthBean ObjectProvider<OAuth2TokenValidator<Jwt>> ownValidators, @JwtAuthBean Clock clock,
			BeanFactory beanFactory) {
		// Where the host judges its callers by our tokens, its rules are for them.
		// Otherwise they are for somebody else's tokens.
		List<OAuth2TokenValidator<Jwt>> hostValidators = (beanFactory.containsBean(HOST_DECODER) ? validators
				: ownValidators)
			.orderedStream()
			.toList();
		TokenVerification verification = TokenVerification.of(new AccessTokenGate(keys),
				new AccessTokenContract(settings));
		return new AccessTokenDecoder(
				remembered(verification, keys, properties.accessToken().verifiedCacheSize(), clock), sessionCheck,
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
	SessionCheck jwtAuthSessionCheck(JoseProperties properties, RevokedSessions revoked, LiveSessions sessions) {
		return switch (properties.accessToken().sessionCheck()) {
			case NONE -> SessionCheck.none();
			case REVOCATIONS -> SessionCheck.revocations(revoked);
			case ALWAYS -> SessionCheck.always(sessions);
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
	DiscoveryController jwtAuthDiscoveryController(AccessTokenSettings settings, PublicUrl publicUrl,
			PublishedKeys keys) {
		return new DiscoveryController(settings, publicUrl, keys);
	}

	@Bean
	DoctorSection jwtAuthTokensSection(AccessTokenSettings tokens, ObjectProvider<SessionSettings> sessions,
			JoseProperties properties) {
		return new TokensSection(tokens, sessions.getIfAvailable(), properties.accessToken().sessionCheck());
	}

	@Bean
	DoctorSection jwtAuthKeysSection(TokenKeys keys, KeyRules rules, SignatureProvider provider,
			KeyRotationSettings rotation, ObjectProvider<SigningKeyRing> ring, @JwtAuthBean Clock clock) {
		return new KeysSection(keys, rules, provider, rotation, ring.getIfAvailable(), clock);
	}

	private static TokenVerification remembered(TokenVerification verification, PublishedKeys keys, int size,
			Clock clock) {
		return (size > 0) ? new RememberedVerification(verification, keys, size, clock) : verification;
	}

}
