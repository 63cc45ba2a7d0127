package io.github.jwtauth.boot.external;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

	/**
	 * What providers call things that people can change, and that somebody else can have
	 * afterwards.
	 */
	private static final Set<String> CHANGEABLE = Set.of("login", "username", "user_name", "screen_name", "nickname",
			"preferred_username", "handle", "name", "displayname", "display_name", "email", "mail", "upn", "phone",
			"phone_number");

	@Override
	public ExternalIdentity map(OAuth2AuthenticationToken login) {
		OAuth2User user = login.getPrincipal();
		if (user instanceof OidcUser oidcUser) {
			return withClaims(ExternalIdentity.of(issuerOf(oidcUser), subjectOf(oidcUser)), oidcUser);
		}
		requireForEver(user, login.getAuthorizedClientRegistrationId());
		return ExternalIdentity.of(login.getAuthorizedClientRegistrationId(), user.getName())
			.withEmail(address(user.<Object>getAttribute("email")), false);
	}

	/**
	 * Which attribute the name was taken from is not told, but seen. Whoever gets a name
	 * that another one gave up would get the account.
	 */
	private static void requireForEver(OAuth2User user, String registration) {
		Set<String> sources = user.getAttributes()
			.entrySet()
			.stream()
			.filter((attribute) -> user.getName().equals(String.valueOf(attribute.getValue())))
			.map((attribute) -> attribute.getKey().toLowerCase(Locale.ROOT))
			.collect(Collectors.toSet());
		if (!sources.isEmpty() && CHANGEABLE.containsAll(sources)) {
			throw new IllegalArgumentException("the registration '" + registration + "' names people by " + sources
					+ ", which can move on to somebody else: let user-name-attribute of its provider name an"
					+ " attribute that stays, or define an ExternalIdentityMapper");
		}
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

	private static ExternalIdentity withClaims(ExternalIdentity identity, OidcUser user) {
		EmailAddress email = address(user.getEmail());
		boolean vouched = email != null && Boolean.TRUE.equals(user.getEmailVerified())
				&& (vouches(user.getIdToken(), email) || vouches(user.getUserInfo(), email));
		return identity.withEmail(email, vouched)
			.withName(user.getGivenName(), user.getFamilyName())
			.withLocale(user.getLocale());
	}

	/** "Verified" is said of the address beside it, and of no other. */
	private static boolean vouches(@Nullable StandardClaimAccessor source, EmailAddress email) {
		return source != null && Boolean.TRUE.equals(source.getEmailVerified())
				&& email.equals(address(source.getEmail()));
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
