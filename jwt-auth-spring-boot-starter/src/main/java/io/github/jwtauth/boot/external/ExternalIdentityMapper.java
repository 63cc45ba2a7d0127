package io.github.jwtauth.boot.external;

import io.github.jwtauth.registration.ExternalIdentity;

import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;

/**
 * Says what a provider's answer means. A bean of this type replaces {@link #standard()};
 * it may ask that one and change what it says. Whoever vouches for an address here hands
 * out the account of that address: say so only where the provider has seen the proof.
 * Called outside of any transaction, once per login.
 */
@FunctionalInterface
public interface ExternalIdentityMapper {

	/**
	 * Maps one login.
	 * @param login what the provider answered; names its registration
	 * @return who it is
	 * @throws IllegalArgumentException when the answer does not say who it is; the login
	 * has failed then
	 */
	ExternalIdentity map(OAuth2AuthenticationToken login);

	/**
	 * The standard claims of OpenID Connect (Core section 5.1): {@code iss}, {@code sub},
	 * {@code email}, which counts as proven where {@code email_verified} is true, names
	 * and locale. Of a provider that speaks plain OAuth 2.0 only the name attribute is
	 * taken, under the id of the registration, and its address without anybody vouching
	 * for it. The session says {@code amr=["fed"]}; a second factor at the provider is
	 * none of ours.
	 * @return the default mapper
	 */
	static ExternalIdentityMapper standard() {
		return new StandardIdentityMapper();
	}

}
