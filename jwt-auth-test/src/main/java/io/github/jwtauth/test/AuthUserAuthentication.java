package io.github.jwtauth.test;

import java.time.Clock;
import java.time.Duration;

import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.security.ClaimAuthorities;
import io.github.jwtauth.token.AccessTokenSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;

/**
 * Makes authentications as the application does: with its converter, its issuer and its
 * clock where it has them, as in a whole context, and with the defaults of the library
 * where it has not, as in a slice.
 */
final class AuthUserAuthentication {

	private static final AccessTokenSettings DEFAULTS = new AccessTokenSettings("http://localhost:8080", "test", "test",
			Duration.ofMinutes(15));

	private final Converter<Jwt, ? extends @Nullable AbstractAuthenticationToken> converter;

	private final AccessTokenSettings settings;

	private final Clock clock;

	AuthUserAuthentication(@JwtAuthBean ObjectProvider<Converter<Jwt, AbstractAuthenticationToken>> ours,
			ObjectProvider<JwtAuthenticationConverter> hosts, ObjectProvider<AccessTokenSettings> settings,
			@JwtAuthBean ObjectProvider<Clock> clock) {
		JwtAuthenticationConverter usual = hosts.getIfAvailable(AuthUserAuthentication::usualConverter);
		this.converter = ours.getIfAvailable(() -> usual::convert);
		this.settings = settings.getIfAvailable(() -> DEFAULTS);
		this.clock = clock.getIfAvailable(Clock::systemUTC);
	}

	/**
	 * With the beans of an application.
	 * @param beanFactory the application's; {@code null}, or one that only pretends to be
	 * one, where a test has none
	 * @return what makes its authentications
	 */
	static AuthUserAuthentication in(@Nullable BeanFactory beanFactory) {
		AutowireCapableBeanFactory beans = (beanFactory instanceof ConfigurableListableBeanFactory application)
				? application : new DefaultListableBeanFactory();
		return (AuthUserAuthentication) beans.autowire(AuthUserAuthentication.class,
				AutowireCapableBeanFactory.AUTOWIRE_CONSTRUCTOR, false);
	}

	Authentication of(AuthUser user) {
		Authentication authentication = this.converter.convert(user.token(this.settings, this.clock.instant()));
		if (authentication == null) {
			throw new IllegalStateException("The converter of the application takes no token of ours");
		}
		return authentication;
	}

	private static JwtAuthenticationConverter usualConverter() {
		JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
		converter.setJwtGrantedAuthoritiesConverter(new ClaimAuthorities());
		return converter;
	}

}
