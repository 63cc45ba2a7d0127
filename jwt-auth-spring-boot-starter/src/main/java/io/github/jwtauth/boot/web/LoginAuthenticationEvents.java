package io.github.jwtauth.boot.web;

import java.util.List;
import java.util.function.Consumer;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.account.KnownAccount;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Tells Spring Security's listeners about logins, as its own login forms would. The
 * events of the core tell more; these are for what a host has already.
 */
final class LoginAuthenticationEvents {

	private final ObjectProvider<AuthenticationEventPublisher> publisher;

	private final boolean announcedElsewhere;

	LoginAuthenticationEvents(ObjectProvider<AuthenticationEventPublisher> publisher, boolean announcedElsewhere) {
		this.publisher = publisher;
		this.announcedElsewhere = announcedElsewhere;
	}

	void succeeded(KnownAccount account) {
		List<SimpleGrantedAuthority> authorities = account.account()
			.roles()
			.stream()
			.map((role) -> new SimpleGrantedAuthority("ROLE_" + role))
			.toList();
		publish((events) -> events.publishAuthenticationSuccess(
				UsernamePasswordAuthenticationToken.authenticated(account.id().toString(), null, authorities)));
	}

	/** What is no verdict about the caller (busy, a store that is down) is no failure. */
	void failed(String identifier, AuthException refusal) {
		UsernamePasswordAuthenticationToken attempt = UsernamePasswordAuthenticationToken.unauthenticated(identifier,
				null);
		if (refusal.code() == AuthErrorCode.INVALID_CREDENTIALS) {
			publish((events) -> events.publishAuthenticationFailure(new BadCredentialsException(refusal.code().code()),
					attempt));
		}
		else if (refusal.code() == AuthErrorCode.EMAIL_NOT_VERIFIED) {
			publish((events) -> events.publishAuthenticationFailure(new DisabledException(refusal.code().code()),
					attempt));
		}
	}

	private void publish(Consumer<AuthenticationEventPublisher> event) {
		if (!this.announcedElsewhere) {
			this.publisher.ifAvailable(event);
		}
	}

}
