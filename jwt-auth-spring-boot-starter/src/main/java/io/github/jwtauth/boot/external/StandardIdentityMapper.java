package io.github.jwtauth.boot.external;

import java.util.Optional;

import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.registration.ExternalIdentity;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.StandardClaimAccessor;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.core.user.OAuth2User;

/**
 * The claims that every OpenID provider has, and next to nothing of others.
 */
final class StandardIdentityMapper implements ExternalIdentityMapper {

	@Override
	public ExternalIdentity map(OAuth2AuthenticationToken login) {
		OAuth2User user = login.getPrincipal();
		if (user instanceof OidcUser oidcUser) {
			return withClaims(ExternalIdentity.of(issuerOf(oidcUser), subjectOf(oidcUser)), oidcUser);
		}
		return ExternalIdentity.of(login.getAuthorizedClientRegistrationId(), user.getName())
			.withEmail(address(user.<Object>getAttribute("email")), false);
	}

	/** Of the signed token, not of what the user info endpoint says. */
	private static String issuerOf(OidcUser user) {
		if (user.getIdToken().getIssuer() == null) {
			throw new IllegalArgumentException("the ID token names no issuer");
		}
		return user.getIdToken().getIssuer().toString();
	}

	private static String subjectOf(OidcUser user) {
		String subject = user.getIdToken().getSubject();
		if (subject == null) {
			throw new IllegalArgumentException("the ID token names no subject");
		}
		return subject;
	}

	private static ExternalIdentity withClaims(ExternalIdentity identity, StandardClaimAccessor claims) {
		EmailAddress email = address(claims.getEmail());
		boolean vouched = email != null && Boolean.TRUE.equals(claims.getEmailVerified());
		return identity.withEmail(email, vouched)
			.withName(claims.getGivenName(), claims.getFamilyName())
			.withLocale(claims.getLocale());
	}

	/** An address that we would not send mail to is none. */
	private static @Nullable EmailAddress address(@Nullable Object claim) {
		return Optional.ofNullable(claim)
			.filter(String.class::isInstance)
			.map(String.class::cast)
			.flatMap(EmailAddress::parse)
			.orElse(null);
	}

}
