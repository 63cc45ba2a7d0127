package io.github.jwtauth.boot.external;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.ExternalIdentityKey;
import io.github.jwtauth.registration.ExternalIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.oauth2.core.user.OAuth2User;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StandardIdentityMapperTests {

	private final ExternalIdentityMapper mapper = ExternalIdentityMapper.standard();

	@Test
	void standardClaimsOfOpenIdConnect() {
		ExternalIdentity identity = map(oidc(Map.of("email", "Ada@Example.com", "email_verified", true, "given_name",
				"Ada", "family_name", "Lovelace", "locale", "en-GB", "amr", List.of("pwd", "mfa"))));
		assertThat(identity.key()).isEqualTo(new ExternalIdentityKey("https://id.example", "42"));
		assertThat(identity.email()).isEqualTo(EmailAddress.of("ada@example.com"));
		assertThat(identity.emailVerified()).isTrue();
		assertThat(identity.firstName()).isEqualTo("Ada");
		assertThat(identity.lastName()).isEqualTo("Lovelace");
		assertThat(identity.locale()).isEqualTo("en-GB");
		// a second factor at the provider is none of ours
		assertThat(identity.amr()).containsExactly("fed");
	}

	@Test
	void onlyTrueVouches() {
		assertThat(map(oidc(Map.of("email", "ada@example.com", "email_verified", "true"))).emailVerified()).isTrue();
		for (Map<String, Object> claims : List.<Map<String, Object>>of(Map.of("email", "ada@example.com"),
				Map.of("email", "ada@example.com", "email_verified", false),
				Map.of("email", "ada@example.com", "email_verified", "false"), Map.of("email_verified", true),
				Map.of("email", "no address", "email_verified", true))) {
			assertThat(map(oidc(claims)).emailVerified()).as(claims.toString()).isFalse();
		}
	}

	@Test
	void signedTokenSaysWhoItIs() {
		OidcIdToken token = token(Map.of());
		OidcUserInfo userInfo = OidcUserInfo.builder().subject("666").claim("iss", "https://evil.example").build();
		assertThat(map(new DefaultOidcUser(List.of(), token, userInfo)).key())
			.isEqualTo(new ExternalIdentityKey("https://id.example", "42"));
		// also where the host calls its people something else
		OAuth2User named = new DefaultOidcUser(List.of(), token(Map.of("email", "ada@example.com")), "email");
		assertThat(map(named).key().subject()).isEqualTo("42");
	}

	@Test
	void plainOAuthProviderVouchesForNothing() {
		ExternalIdentity identity = map(new DefaultOAuth2User(List.of(),
				Map.of("id", 4711, "email", "ada@example.com", "email_verified", true, "name", "Ada Lovelace"), "id"));
		assertThat(identity.key()).isEqualTo(new ExternalIdentityKey("github", "4711"));
		assertThat(identity.email()).isEqualTo(EmailAddress.of("ada@example.com"));
		assertThat(identity.emailVerified()).isFalse();
		assertThat(map(new DefaultOAuth2User(List.of(), Map.of("id", "x", "email", List.of("a")), "id")).email())
			.isNull();
	}

	/** One says the address, the other says "verified" of another one. */
	@Test
	void addressIsVouchedForByWhoeverSaysIt() {
		Map<String, Object> told = Map.of("sub", "42", "email", "mallory@example.com", "email_verified", true);
		assertThat(map(oidc(Map.of("email", "ada@example.com"), told)).emailVerified()).isFalse();
		assertThat(map(oidc(Map.of("email", "mallory@example.com"), told)).emailVerified()).isTrue();
		assertThat(map(oidc(Map.of(), told)).emailVerified()).isTrue();
		assertThat(map(oidc(Map.of("email", "mallory@example.com", "email_verified", false), told)).emailVerified())
			.isFalse();
		assertThat(map(oidc(Map.of("email_verified", true), Map.of("sub", "42", "email", "ada@example.com")))
			.emailVerified()).isFalse();
	}

	/** Somebody gives a name up, somebody else takes it, and gets the account. */
	@ParameterizedTest
	@ValueSource(strings = { "login", "username", "screen_name", "email", "name", "preferred_username", "Login" })
	void nameThatCanMoveOnToAnotherPersonIsRefused(String attribute) {
		OAuth2User user = new DefaultOAuth2User(List.of(), Map.of("id", 4711, attribute, "ada"), attribute);
		assertThatIllegalArgumentException().isThrownBy(() -> map(user))
			.withMessageContaining("user-name-attribute")
			.withMessageContaining("github")
			.withMessageNotContaining("ada");
	}

	@Test
	void numberThatIsAlsoANameIsANumber() {
		OAuth2User user = new DefaultOAuth2User(List.of(), Map.of("id", 4711, "login", "4711"), "id");
		assertThat(map(user).key().subject()).isEqualTo("4711");
	}

	@Test
	void answerThatDoesNotSayWhoItIsIsRefused() {
		OidcIdToken nameless = new OidcIdToken("token", Instant.EPOCH, Instant.EPOCH.plusSeconds(60),
				Map.of("sub", "42"));
		assertThatIllegalArgumentException().isThrownBy(() -> map(new DefaultOidcUser(List.of(), nameless)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> map(new DefaultOAuth2User(List.of(), Map.of("id", "\u00e4"), "id")));
	}

	private ExternalIdentity map(OAuth2User user) {
		return this.mapper.map(new OAuth2AuthenticationToken(user, List.of(), "github"));
	}

	private static OAuth2User oidc(Map<String, Object> claims) {
		return new DefaultOidcUser(List.of(), token(claims));
	}

	private static OAuth2User oidc(Map<String, Object> claims, Map<String, Object> userInfo) {
		return new DefaultOidcUser(List.of(), token(claims), new OidcUserInfo(userInfo));
	}

	private static OidcIdToken token(Map<String, Object> claims) {
		Map<String, Object> all = new HashMap<>(claims);
		all.put("iss", "https://id.example");
		all.put("sub", "42");
		return new OidcIdToken("token", Instant.EPOCH, Instant.EPOCH.plusSeconds(60), all);
	}

}
