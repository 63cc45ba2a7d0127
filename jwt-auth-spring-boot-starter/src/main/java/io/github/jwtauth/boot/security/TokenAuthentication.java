package io.github.jwtauth.boot.security;

import io.github.jwtauth.AuthException;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

/**
 * How an access token becomes an authentication, wherever it came from.
 *
 * @param decoder verifies
 * @param converter turns claims into authorities
 * @param events hears of successes and failures
 */
record TokenAuthentication(JwtDecoder decoder, Converter<Jwt, ? extends AbstractAuthenticationToken> converter,
		AuthenticationEventPublisher events) {

	AuthenticationManager manager() {
		JwtAuthenticationProvider provider = new JwtAuthenticationProvider(this::decode);
		provider.setJwtAuthenticationConverter(this.converter);
		ProviderManager manager = new ProviderManager(provider);
		manager.setAuthenticationEventPublisher(this.events);
		return manager;
	}

	/** A verification that could not be made is not a token that is wrong. */
	private Jwt decode(String token) {
		try {
			return this.decoder.decode(token);
		}
		catch (AuthException ex) {
			throw new AuthenticationServiceException("The access token cannot be verified now", ex);
		}
	}

}
