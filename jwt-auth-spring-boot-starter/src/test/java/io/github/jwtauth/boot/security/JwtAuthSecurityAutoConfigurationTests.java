package io.github.jwtauth.boot.security;

import java.util.List;

import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.TestStarter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * The parts of chains: converters of claims, and the rules for cookies.
 */
class JwtAuthSecurityAutoConfigurationTests {

	private static final Jwt JWT = Jwt.withTokenValue("t")
		.header("alg", "ES256")
		.claim("roles", List.of("USER"))
		.build();

	private final WebApplicationContextRunner runner = TestStarter.runner();

	@Test
	void rolesAreAuthoritiesInEveryChain() {
		this.runner.run((context) -> {
			assertThat(authorities(context.getBean(JwtAuthenticationConverter.class).convert(JWT)))
				.contains("ROLE_USER");
			assertThat(authorities(ofOurChains(context))).contains("ROLE_USER");
		});
	}

	@Test
	void aConverterOfTheHostCountsEverywhere() {
		this.runner.withBean("theirs", JwtAuthenticationConverter.class, () -> {
			JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
			converter.setJwtGrantedAuthoritiesConverter((jwt) -> List.of(new SimpleGrantedAuthority("theirs")));
			return converter;
		}).run((context) -> {
			assertThat(context).doesNotHaveBean("jwtAuthAuthenticationConverter");
			assertThat(authorities(ofOurChains(context))).contains("theirs").doesNotContain("ROLE_USER");
		});
	}

	@Test
	void aMarkedConverterCountsInOurChainsOnly() {
		this.runner.withUserConfiguration(MarkedConverter.class).run((context) -> {
			assertThat(authorities(context.getBean(JwtAuthenticationConverter.class).convert(JWT)))
				.contains("ROLE_USER");
			assertThat(authorities(ofOurChains(context))).containsExactly("marked");
		});
	}

	@Test
	void aConverterThatIsNotMarkedIsTheHostsOwn() {
		this.runner.withUserConfiguration(OwnConverter.class)
			.run((context) -> assertThat(authorities(ofOurChains(context))).contains("ROLE_USER"));
	}

	@Test
	void somebodyElsesTokensGetNoRolesFromUs() {
		this.runner.withBean(JwtDecoder.class, () -> mock(JwtDecoder.class)).run((context) -> {
			assertThat(context).doesNotHaveBean(JwtAuthenticationConverter.class);
			assertThat(authorities(ofOurChains(context))).contains("ROLE_USER");
		});
	}

	@Test
	void thePublisherOfTheHostHearsOfAuthentications() {
		AuthenticationEventPublisher theirs = mock(AuthenticationEventPublisher.class);
		this.runner.withBean(AuthenticationEventPublisher.class, () -> theirs)
			.run((context) -> assertThat(context.getBean(JwtAuthSecurity.class).authentication().events())
				.isSameAs(theirs));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			x=y                                                   |                         |             | true
			jwtauth.csrf.require-origin=true                      |                         |             | false
			jwtauth.csrf.require-origin=true                      | https://app.example.com |             | true
			x=y                                                   | https://app.example.com |             | true
			x=y                                                   | https://fe.example.com  |             | false
			jwtauth.cors.allowed-origins=https://fe.example.com   | https://fe.example.com  |             | true
			jwtauth.cors.allowed-origins=https://fe.example.com   | https://fe.example.com  | cross-site  | true
			x=y                                                   |                         | cross-site  | false
			jwtauth.csrf.token=true                               | https://app.example.com | same-origin | false
			""")
	void everyPropertyHasItsEffect(String property, String origin, String site, boolean permitted) {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/orders");
		if (origin != null) {
			request.addHeader("Origin", origin);
		}
		if (site != null) {
			request.addHeader("Sec-Fetch-Site", site);
		}
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context.getBean(SameSite.class).test(request)).isEqualTo(permitted));
	}

	private static AbstractAuthenticationToken ofOurChains(ApplicationContext context) {
		return context.getBean(JwtAuthSecurity.class).authentication().converter().convert(JWT);
	}

	private static List<String> authorities(AbstractAuthenticationToken token) {
		return token.getAuthorities().stream().map(GrantedAuthority::getAuthority).toList();
	}

	@Configuration(proxyBeanMethods = false)
	static class MarkedConverter {

		@JwtAuthBean
		@Bean(defaultCandidate = false)
		Converter<Jwt, AbstractAuthenticationToken> marked() {
			return (jwt) -> new JwtAuthenticationToken(jwt, List.of(new SimpleGrantedAuthority("marked")));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnConverter {

		@Bean
		Converter<Jwt, AbstractAuthenticationToken> partners() {
			return (jwt) -> new JwtAuthenticationToken(jwt, List.of(new SimpleGrantedAuthority("partner")));
		}

	}

}
