package io.github.jwtauth.boot.jose;

import com.nimbusds.jose.jwk.source.JWKSource;
import io.github.jwtauth.boot.JwtAuthBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
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
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

/**
 * By whose tokens a host judges its callers, and that it stays in charge of that
 * (decision 22).
 */
class HostResourceServerTests {

	private static final String RESOURCE_SERVER = "spring.security.oauth2.resourceserver.";

	private static final OAuth2TokenValidator<Jwt> REFUSE_ALL = (jwt) -> OAuth2TokenValidatorResult
		.failure(new OAuth2Error("refused"));

	private final WebApplicationContextRunner runner = TestHouse.runner();

	@Test
	void bootProtectsTheHostWithOurTokens() {
		this.runner.run((context) -> {
			assertThat(context).hasBean("jwtSecurityFilterChain").hasSingleBean(SecurityFilterChain.class);
			assertThat(context.getBean(JwtDecoder.class)).isSameAs(TestHouse.decoder(context));
			FilterChainProxy proxy = context.getBean(FilterChainProxy.class);
			String token = TestHouse.issue(context);

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
			assertThat(TestHouse.decoder(context).decode(TestHouse.issue(context))).isNotNull();
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
			assertThat(context.getBean(JwtDecoder.class)).isNotSameAs(TestHouse.decoder(context));
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
				.isThrownBy(() -> TestHouse.decoder(context).decode(TestHouse.issue(context))));
	}

	@Test
	void rulesForSomebodyElsesTokensDoNotCountForOurs() {
		this.runner.withBean("rule", OAuth2TokenValidator.class, () -> REFUSE_ALL)
			.withPropertyValues(RESOURCE_SERVER + "jwt.jwk-set-uri=http://127.0.0.1:9/jwks")
			.run((context) -> assertThatCode(() -> TestHouse.decoder(context).decode(TestHouse.issue(context)))
				.doesNotThrowAnyException());
	}

	@Test
	void rulesForOurTokensAlwaysCount() {
		this.runner.withUserConfiguration(OwnRule.class)
			.withPropertyValues(RESOURCE_SERVER + "jwt.jwk-set-uri=http://127.0.0.1:9/jwks")
			.run((context) -> assertThatExceptionOfType(BadJwtException.class)
				.isThrownBy(() -> TestHouse.decoder(context).decode(TestHouse.issue(context))));
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

	@Configuration(proxyBeanMethods = false)
	static class OwnRule {

		@JwtAuthBean
		@Bean(defaultCandidate = false)
		OAuth2TokenValidator<Jwt> rule() {
			return REFUSE_ALL;
		}

	}

}
