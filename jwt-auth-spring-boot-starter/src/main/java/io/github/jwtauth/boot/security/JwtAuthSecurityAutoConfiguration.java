package io.github.jwtauth.boot.security;

import java.time.Clock;
import java.util.Set;

import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.boot.ConditionalOnMissingJwtAuthBean;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.AuthCookies;
import io.github.jwtauth.boot.http.ClientAddress;
import io.github.jwtauth.boot.http.CorsSettings;
import io.github.jwtauth.boot.http.CsrfSettings;
import io.github.jwtauth.boot.http.CsrfTokens;
import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.boot.http.ProblemWriter;
import io.github.jwtauth.boot.http.PublicUrl;
import io.github.jwtauth.boot.http.TransportSettings;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.DefaultAuthenticationEventPublisher;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;

/**
 * The parts that chains are protected with. Judged before Boot decides about its own
 * chain for resource servers, so that this one can use them.
 */
@AutoConfiguration(after = OAuth2ResourceServerAutoConfiguration.class,
		before = OAuth2ResourceServerWebSecurityAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@Import(LiveSessionConfiguration.class)
public final class JwtAuthSecurityAutoConfiguration {

	/**
	 * Boot's chain for resource servers picks this type up. Only there when the decoder
	 * of that chain is ours: another issuer's roles are the host's business.
	 */
	@Bean
	@ConditionalOnBean(name = "jwtAuthResourceServerDecoder")
	@ConditionalOnMissingBean
	JwtAuthenticationConverter jwtAuthAuthenticationConverter() {
		return accountConverter();
	}

	@JwtAuthBean
	@Bean(defaultCandidate = false)
	@ConditionalOnMissingJwtAuthBean
	Converter<Jwt, AbstractAuthenticationToken> jwtAuthTokenConverter(
			ObjectProvider<JwtAuthenticationConverter> converters) {
		JwtAuthenticationConverter converter = converters
			.getIfAvailable(JwtAuthSecurityAutoConfiguration::accountConverter);
		return converter::convert;
	}

	@Bean
	JwtAuthSecurity jwtAuthSecurity(@JwtAuthBean JwtDecoder decoder,
			@JwtAuthBean Converter<Jwt, AbstractAuthenticationToken> converter,
			ObjectProvider<AuthenticationEventPublisher> events, ApplicationEventPublisher applicationEvents,
			CookieReliance reliance, SameSite sameSite, ProblemWriter problems,
			ObjectProvider<AuthEventPublisher> listeners, @JwtAuthBean ObjectProvider<Clock> clock,
			ClientAddress addresses) {
		return new JwtAuthSecurity(
				new TokenAuthentication(decoder, converter,
						events.getIfAvailable(() -> new DefaultAuthenticationEventPublisher(applicationEvents))),
				reliance, sameSite, problems, new CrossSiteRefusals(listeners, clock, addresses));
	}

	@Bean
	CookieReliance jwtAuthCookieReliance(TransportSettings transport, AuthCookies cookies) {
		return new CookieReliance(transport, cookies);
	}

	@Bean
	SameSite jwtAuthSameSite(CsrfSettings csrf, CorsSettings cors, PublicUrl publicUrl, CsrfTokens tokens) {
		CrossSiteRule rule = new CrossSiteRule(Set.copyOf(cors.allowedOrigins()), publicUrl, csrf.originRequired());
		return new SameSite(rule, csrf.tokenRequired(), tokens);
	}

	@Bean
	DoctorSection jwtAuthCrossSiteSection(CsrfSettings csrf, CorsSettings cors, PublicUrl publicUrl) {
		return new CrossSiteSection(csrf, cors, publicUrl);
	}

	private static JwtAuthenticationConverter accountConverter() {
		JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
		converter.setJwtGrantedAuthoritiesConverter(new ClaimAuthorities());
		return converter;
	}

}
