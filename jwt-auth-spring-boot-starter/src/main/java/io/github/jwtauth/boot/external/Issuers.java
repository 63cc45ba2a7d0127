package io.github.jwtauth.boot.external;

import java.util.function.Function;

import io.github.jwtauth.account.ExternalIdentityKey;
import io.github.jwtauth.registration.ExternalIdentity;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * Keeps providers from speaking for each other. Spring Security compares the issuer of an
 * ID token only where the registration knows which one to expect ({@code issuer-uri});
 * any other provider could name whichever issuer it likes, and so somebody else's people.
 */
final class Issuers {

	private final Function<String, @Nullable ClientRegistration> registrations;

	/**
	 * Asks for registrations.
	 * @param registrations finds one by its id, or {@code null}
	 */
	Issuers(Function<String, @Nullable ClientRegistration> registrations) {
		this.registrations = registrations;
	}

	/**
	 * Names the provider by its registration, too, where nobody compared the issuer.
	 * @param login what the provider answered
	 * @param identity who it is
	 * @return who it is, of this provider for sure; as it was where the host names
	 * providers in its own way
	 */
	ExternalIdentity keepApart(OAuth2AuthenticationToken login, ExternalIdentity identity) {
		String registration = login.getAuthorizedClientRegistrationId();
		if (!(login.getPrincipal() instanceof OidcUser user) || isCompared(registration)
				|| !identity.key().provider().equals(String.valueOf(user.getIdToken().getIssuer()))) {
			return identity;
		}
		// an issuer has no blank, so this is nobody else's name
		ExternalIdentityKey own = new ExternalIdentityKey(registration + ' ' + identity.key().provider(),
				identity.key().subject());
		return new ExternalIdentity(own, identity.email(), identity.emailVerified(), identity.firstName(),
				identity.lastName(), identity.locale(), identity.amr(), identity.extra());
	}

	private boolean isCompared(String registrationId) {
		ClientRegistration registration = this.registrations.apply(registrationId);
		return registration != null && registration.getProviderDetails().getIssuerUri() != null;
	}

}
