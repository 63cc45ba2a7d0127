package io.github.jwtauth.boot.jose;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.AccessTokenReader;
import io.github.jwtauth.boot.http.PublicUrl;
import io.github.jwtauth.session.RevokedSessions;
import io.github.jwtauth.session.SessionStore;
import io.github.jwtauth.token.AccessTokenEncoder;
import io.github.jwtauth.token.AccessTokenSettings;
import io.github.jwtauth.token.KeyRotationSettings;
import io.github.jwtauth.token.SigningKeyRing;
import io.github.jwtauth.token.SigningKeyStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * What a host gets, and how it stays in charge (decision 22).
 */
class JwtAuthJoseAutoConfigurationTests {

	private static final String RESOURCE_SERVER = "spring.security.oauth2.resourceserver.";

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(JwtAuthJoseAutoConfiguration.class, OAuth2ResourceServerAutoConfiguration.class,
						OAuth2ResourceServerWebSecurityAutoConfiguration.class, SecurityAutoConfiguration.class,
						ServletWebSecurityAutoConfiguration.class, WebMvcAutoConfiguration.class))
		.withUserConfiguration(RestOfTheHouse.class);

	@Test
	void signsVerifiesAndPublishes() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(AccessTokenEncoder.class)
				.hasSingleBean(AccessTokenReader.class)
				.hasSingleBean(SigningKeyRing.class)
				.hasSingleBean(JwksController.class)
				.hasSingleBean(DiscoveryController.class);
			assertThat(context.getBean(KeyRotationSettings.class).interval()).isEqualTo(Duration.ofDays(90));
			assertThat(context.getBean(AccessTokenReader.class).read(issue(context.getBean(AccessTokenEncoder.class))))
				.isPresent();
		});
	}

	@Test
	void bootProtectsTheHostWithOurTokens() {
		this.runner.run((context) -> {
			assertThat(context).hasBean("jwtSecurityFilterChain").hasSingleBean(SecurityFilterChain.class);
			assertThat(context.getBean(JwtDecoder.class)).isSameAs(ours(context));
			FilterChainProxy proxy = context.getBean(FilterChainProxy.class);
			String token = issue(context.getBean(AccessTokenEncoder.class));

			assertThat(get(proxy, "Bearer " + token).getStatus()).isEqualTo(200);
			assertThat(get(proxy, null).getStatus()).isEqualTo(401);
			MockHttpServletResponse refused = get(proxy, "Bearer " + token.substring(0, token.length() - 2) + "AA");
			assertThat(refused.getStatus()).isEqualTo(401);
			//
			assertThat(refused.getHeader("WWW-Authenticate")).contains("error=\"invalid_token\"")
				.contains("error_description=\"The access token is not valid.\"");
		});
	}

	@Test
	void aDecoderOfTheHostStaysInCharge() {
		JwtDecoder theirs = mock(JwtDecoder.class);
		this.runner.withBean("theirs", JwtDecoder.class, () -> theirs).run((context) -> {
			assertThat(context).hasBean("jwtSecurityFilterChain").doesNotHaveBean("jwtAuthResourceServerDecoder");
			assertThat(context.getBean(JwtDecoder.class)).isSameAs(theirs);
			assertThat(context.getBeanProvider(JwtDecoder.class).getIfAvailable()).isSameAs(theirs);
			assertThat(ours(context).decode(issue(context.getBean(AccessTokenEncoder.class)))).isNotNull();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "jwt.jwk-set-uri=http://127.0.0.1:9/jwks", "jwt.issuer-uri=http://127.0.0.1:9/",
			"jwt.public-key-location=classpath:io/github/jwtauth/boot/jose/rsa.pub" })
	void anIssuerOfTheHostStaysInCharge(String property) {
		this.runner.withPropertyValues(RESOURCE_SERVER + property).run((context) -> {
			assertThat(context).hasNotFailed()
				.hasBean("jwtSecurityFilterChain")
				.doesNotHaveBean("jwtAuthResourceServerDecoder");
			assertThat(context.getBean(JwtDecoder.class)).isNotSameAs(ours(context));
		});
	}

	@Test
	void opaqueTokensOfTheHostStayInCharge() {
		this.runner
			.withPropertyValues(RESOURCE_SERVER + "opaquetoken.introspection-uri=http://127.0.0.1:9/",
					RESOURCE_SERVER + "opaquetoken.client-id=c", RESOURCE_SERVER + "opaquetoken.client-secret=s")
			.run((context) -> assertThat(context).hasBean("opaqueTokenSecurityFilterChain")
				.doesNotHaveBean("jwtSecurityFilterChain")
				.doesNotHaveBean("jwtAuthResourceServerDecoder"));
	}

	@Test
	void anIntrospectorOfTheHostStaysInCharge() {
		this.runner.withBean(OpaqueTokenIntrospector.class, () -> mock(OpaqueTokenIntrospector.class))
			.run((context) -> assertThat(context).hasBean("opaqueTokenSecurityFilterChain")
				.doesNotHaveBean("jwtAuthResourceServerDecoder"));
	}

	@Test
	void anEmptyPropertyIsNoIssuer() {
		this.runner.withPropertyValues(RESOURCE_SERVER + "jwt.issuer-uri=")
			.run((context) -> assertThat(context).hasBean("jwtAuthResourceServerDecoder"));
	}

	@Test
	void nothingOfOursIsACandidateForTheHost() {
		this.runner.run((context) -> {
			assertThat(context).doesNotHaveBean(JwtEncoder.class).doesNotHaveBean(JWKSource.class);
			assertThat(context).doesNotHaveBean(OAuth2TokenValidator.class);
		});
	}

	@Test
	void rulesOfTheHostCountWhereItIsProtectedByOurTokens() {
		this.runner.withBean("rule", OAuth2TokenValidator.class, () -> REFUSE_ALL)
			.run((context) -> assertThatExceptionOfType(BadJwtException.class)
				.isThrownBy(() -> ours(context).decode(issue(context.getBean(AccessTokenEncoder.class)))));
	}

	@Test
	void rulesForSomebodyElsesTokensDoNotCountForOurs() {
		this.runner.withBean("rule", OAuth2TokenValidator.class, () -> REFUSE_ALL)
			.withPropertyValues(RESOURCE_SERVER + "jwt.jwk-set-uri=http://127.0.0.1:9/jwks")
			.run((context) -> assertThatCode(
					() -> ours(context).decode(issue(context.getBean(AccessTokenEncoder.class))))
				.doesNotThrowAnyException());
	}

	@Test
	void rulesForOurTokensAlwaysCount() {
		this.runner.withUserConfiguration(OwnRule.class)
			.withPropertyValues(RESOURCE_SERVER + "jwt.jwk-set-uri=http://127.0.0.1:9/jwks")
			.run((context) -> assertThatExceptionOfType(BadJwtException.class)
				.isThrownBy(() -> ours(context).decode(issue(context.getBean(AccessTokenEncoder.class)))));
	}

	@Test
	void theHostMayKeepTheKeys() {
		this.runner.withUserConfiguration(OwnKeys.class).run((context) -> {
			String token = issue(context.getBean(AccessTokenEncoder.class));

			assertThat(ours(context).decode(token).getHeaders()).containsEntry("kid", "kms-1");
			assertThat(context.getBean(JwksController.class).keys().getBody().keys()).singleElement()
				.satisfies((key) -> assertThat(key).containsEntry("kid", "kms-1").doesNotContainKey("d"));
		});
	}

	@Test
	void theHostMaySign() {
		this.runner.withUserConfiguration(OwnKeys.class, OwnEncoder.class).run((context) -> {
			String token = issue(context.getBean(AccessTokenEncoder.class));

			assertThat(ours(context).decode(token).getHeaders()).containsEntry("kid", "kms-1");
		});
	}

	@Test
	void theHostMayReplaceTheEncoderAltogether() {
		AccessTokenEncoder theirs = mock(AccessTokenEncoder.class);
		this.runner.withBean(AccessTokenEncoder.class, () -> theirs)
			.run((context) -> assertThat(context.getBean(AccessTokenEncoder.class)).isSameAs(theirs));
	}

	@Test
	void anEncoderThatIsNotMarkedIsTheHostsOwn() {
		this.runner.withBean(JwtEncoder.class, () -> mock(JwtEncoder.class))
			.run((context) -> assertThat(issue(context.getBean(AccessTokenEncoder.class))).contains("."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ps256", "HS256", "RS256" })
	void algorithmsToComeRefuseToStart(String algorithm) {
		this.runner.withPropertyValues("jwtauth.signing.algorithm=" + algorithm)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("jwtauth.signing.algorithm")
				.hasMessageContaining("ES256 only"));
	}

	@Test
	void theRotationIntervalIsAProperty() {
		this.runner.withPropertyValues("jwtauth.signing.rotation-interval=30d")
			.run((context) -> assertThat(context.getBean(KeyRotationSettings.class).interval())
				.isEqualTo(Duration.ofDays(30)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1d", "400d", "0s", "-1d" })
	void anIntervalThatCannotWorkRefusesToStart(String interval) {
		this.runner.withPropertyValues("jwtauth.signing.rotation-interval=" + interval)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("jwtauth.signing.rotation-interval"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "revocations", "always", "" })
	void theSessionCheckIsAProperty(String mode) {
		this.runner.withPropertyValues(mode.isEmpty() ? "x=y" : "jwtauth.access-token.session-check=" + mode)
			.run((context) -> {
				String token = issue(context.getBean(AccessTokenEncoder.class));
				boolean acceptedBefore = isAccepted(context.getBean(AccessTokenReader.class), token);
				context.getBean(RevokedSessions.class).sessionEnded(TestNode.SESSION);
				boolean acceptedAfter = isAccepted(context.getBean(AccessTokenReader.class), token);

				// The store of this test knows no session
				assertThat(acceptedBefore).isEqualTo(!"always".equals(mode));
				assertThat(acceptedAfter).isEqualTo("none".equals(mode));
			});
	}

	private static boolean isAccepted(AccessTokenReader reader, String token) {
		return reader.read(token).isPresent();
	}

	private static AccessTokenDecoder ours(ApplicationContext context) {
		return context.getBean("jwtAuthAccessTokenDecoder", AccessTokenDecoder.class);
	}

	private static String issue(AccessTokenEncoder encoder) {
		return TestNode.standing().issue(encoder);
	}

	private static MockHttpServletResponse get(FilterChainProxy proxy, String authorization) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/ping");
		MockHttpServletResponse response = new MockHttpServletResponse();
		if (authorization != null) {
			request.addHeader("Authorization", authorization);
		}
		proxy.doFilter(request, response, new MockFilterChain());
		return response;
	}

	private static final OAuth2TokenValidator<Jwt> REFUSE_ALL = (jwt) -> OAuth2TokenValidatorResult
		.failure(new OAuth2Error("refused"));

	/** What core, the stores and the other adapters provide. */
	@Configuration(proxyBeanMethods = false)
	static class RestOfTheHouse {

		@JwtAuthBean
		@Bean(defaultCandidate = false)
		Clock testClock() {
			return new TestClock();
		}

		@Bean
		SigningKeyStore signingKeyStore() {
			return new TestSigningKeyStore();
		}

		@Bean
		AtRestEncryption encryption() {
			return TestNode.encryption();
		}

		@Bean
		AccessTokenSettings accessTokenSettings() {
			return TestNode.SETTINGS;
		}

		@Bean
		RevokedSessions revokedSessions(@JwtAuthBean Clock clock) {
			return new RevokedSessions(clock, Duration.ofMinutes(17));
		}

		@Bean
		SessionStore sessionStore() {
			SessionStore store = mock(SessionStore.class);
			given(store.findLive(TestNode.SESSION, TestClock.START)).willReturn(Optional.empty());
			return store;
		}

		@Bean
		PublicUrl publicUrl() {
			return new PublicUrl(URI.create("https://iss"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnKeys {

		@JwtAuthBean
		@Bean(defaultCandidate = false)
		JWKSource<SecurityContext> kms() throws Exception {
			ECKey key = new ECKeyGenerator(Curve.P_256).keyID("kms-1").generate();
			return (selector, context) -> selector.select(new JWKSet(key));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnEncoder {

		@JwtAuthBean
		@Bean(defaultCandidate = false)
		JwtEncoder kmsEncoder(@JwtAuthBean JWKSource<SecurityContext> kms) {
			return new NimbusJwtEncoder(kms);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRule {

		@JwtAuthBean
		@Bean(defaultCandidate = false)
		OAuth2TokenValidator<Jwt> rule() {
			return REFUSE_ALL;
		}

	}

}
