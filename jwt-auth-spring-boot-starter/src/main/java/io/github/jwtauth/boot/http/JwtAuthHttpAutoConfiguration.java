package io.github.jwtauth.boot.http;

import java.util.Optional;

import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.account.ExtraFields;
import io.github.jwtauth.session.RefreshTokenCodec;
import io.github.jwtauth.mfa.MfaMode;
import io.github.jwtauth.mfa.MfaSettings;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.annotation.Bean;

/**
 * Makes what every adapter that speaks HTTP shares.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties({ HttpProperties.class, CsrfProperties.class, CorsProperties.class,
		PagesProperties.class, AdminProperties.class })
@RegisterReflectionForBinding({ FieldError.class, HealthReport.class })
public final class JwtAuthHttpAutoConfiguration {

	/** The web server asks for this before anything else of ours is made. */
	@Bean
	@ConditionalOnMissingBean
	EndpointSettings jwtAuthEndpointSettings(Optional<CheckedConfiguration> checkedFirst, HttpProperties properties,
			PagesProperties pages, AdminProperties admin, ObjectProvider<MfaSettings> mfa,
			ListableBeanFactory beanFactory) {
		boolean secondFactor = mfa.getIfAvailable(MfaSettings::defaults).mode() != MfaMode.DISABLED;
		return HttpPropertiesMapper.endpoints(properties, pages, admin, secondFactor,
				AuthorizationServer.isIn(beanFactory));
	}

	@Bean
	@ConditionalOnMissingBean
	CookieSettings jwtAuthCookieSettings(HttpProperties properties) {
		return HttpPropertiesMapper.cookies(properties.cookie());
	}

	@Bean
	@ConditionalOnMissingBean
	TransportSettings jwtAuthTransportSettings(HttpProperties properties) {
		return HttpPropertiesMapper.transport(properties);
	}

	@Bean
	@ConditionalOnMissingBean
	CsrfSettings jwtAuthCsrfSettings(CsrfProperties properties) {
		return new CsrfSettings(properties.token(), properties.requireOrigin());
	}

	@Bean
	@ConditionalOnMissingBean
	CorsSettings jwtAuthCorsSettings(CorsProperties properties) {
		return new CorsSettings(properties.allowedOrigins());
	}

	@Bean
	EndpointMatcher jwtAuthEndpointMatcher(EndpointSettings settings,
			ObjectProvider<DispatcherServletPath> dispatcher) {
		DispatcherServletPath path = dispatcher.getIfUnique();
		return new EndpointMatcher(settings, (path != null) ? path.getPrefix() : "");
	}

	@Bean
	StrictJson jwtAuthStrictJson(ObjectProvider<ExtraFields> declared) {
		return new StrictJson(declared.getIfAvailable(() -> ExtraFields.NONE));
	}

	@Bean
	RequestIds jwtAuthRequestIds(RandomBytes random) {
		return new RequestIds(random);
	}

	@Bean
	ProblemWriter jwtAuthProblemWriter(StrictJson json, RequestIds requestIds) {
		return new ProblemWriter(json, requestIds);
	}

	@Bean
	AuthCookies jwtAuthCookies(CookieSettings settings) {
		return new AuthCookies(settings);
	}

	@Bean
	CsrfTokens jwtAuthCsrfTokens(SecretKeys keys, RandomBytes random, RefreshTokenCodec refreshTokens,
			AuthCookies cookies) {
		return new CsrfTokens(keys, random, refreshTokens, cookies);
	}

	@Bean
	ClientAddress jwtAuthClientAddress(HttpProperties properties) {
		return new ClientAddress(properties.trustedProxies());
	}

}
