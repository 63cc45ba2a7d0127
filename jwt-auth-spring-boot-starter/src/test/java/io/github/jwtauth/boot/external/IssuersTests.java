package io.github.jwtauth.boot.external;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.registration.ExternalIdentity;
import org.junit.jupiter.api.Test;

import org.springframework.security.config.oauth2.client.CommonOAuth2Provider;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.oauth2.core.user.OAuth2User;

import static org.assertj.core.api.Assertions.assertThat;

class IssuersTests {

	private static final String GOOGLE = "https://accounts.google.com";

	private final Issuers issuers = new Issuers(new InMemoryClientRegistrationRepository(
			CommonOAuth2Provider.GOOGLE.getBuilder("google").clientId("shop").clientSecret("s").build(),
			partner("partner"), partner("other"))::findByRegistrationId);

	@Test
	void issuerThatWasComparedIsTheProvider() {
		assertThat(identity("google", GOOGLE).key().provider()).isEqualTo(GOOGLE);
	}

	/** The partner signs what it likes, also that it is somebody else. */
	@Test
	void providerThatNobodyComparedSpeaksForNobodyElse() {
		assertThat(identity("partner", GOOGLE).key()).isNotEqualTo(identity("google", GOOGLE).key());
		assertThat(identity("partner", "https://id.example").key())
			.isNotEqualTo(identity("other", "https://id.example").key());
		assertThat(identity("unknown", GOOGLE).key()).isNotEqualTo(identity("google", GOOGLE).key());
		assertThat(identity("partner", GOOGLE).key()).isEqualTo(identity("partner", GOOGLE).key());
	}

	@Test
	void nothingElseOfAPersonChanges() {
		ExternalIdentity told = ExternalIdentity.of(GOOGLE, "42")
			.withEmail(EmailAddress.of("ada@example.com"), true)
			.withName("Ada", "Lovelace")
			.withLocale("en")
			.withAmr(List.of("mfa"))
			.withExtra(Map.of("department", "x"));
		ExternalIdentity kept = this.issuers.keepApart(login("partner", oidc(GOOGLE)), told);
		assertThat(kept).usingRecursiveComparison().ignoringFields("key.provider").isEqualTo(told);
		assertThat(kept.key().provider()).isEqualTo("partner " + GOOGLE);
	}

	@Test
	void whoeverNamesProvidersInTheirOwnWayMay() {
		ExternalIdentity own = ExternalIdentity.of("staff", "42");
		assertThat(this.issuers.keepApart(login("partner", oidc(GOOGLE)), own)).isSameAs(own);
		OAuth2User plain = new DefaultOAuth2User(List.of(), Map.of("id", 42), "id");
		ExternalIdentity named = ExternalIdentity.of("partner", "42");
		assertThat(this.issuers.keepApart(login("partner", plain), named)).isSameAs(named);
	}

	private ExternalIdentity identity(String registration, String issuer) {
		OAuth2AuthenticationToken login = login(registration, oidc(issuer));
		return this.issuers.keepApart(login, ExternalIdentityMapper.standard().map(login));
	}

	private static OAuth2AuthenticationToken login(String registration, OAuth2User user) {
		return new OAuth2AuthenticationToken(user, List.of(), registration);
	}

	private static OAuth2User oidc(String issuer) {
		return new DefaultOidcUser(List.of(), new OidcIdToken("token", Instant.EPOCH, Instant.EPOCH.plusSeconds(60),
				Map.of("iss", issuer, "sub", "42")));
	}

	/** With addresses that somebody typed, and no issuer-uri. */
	private static ClientRegistration partner(String id) {
		return CommonOAuth2Provider.OKTA.getBuilder(id)
			.clientId("shop")
			.clientSecret("s")
			.authorizationUri("https://id.example/authorize")
			.tokenUri("https://id.example/token")
			.jwkSetUri("https://id.example/keys")
			.build();
	}

}
