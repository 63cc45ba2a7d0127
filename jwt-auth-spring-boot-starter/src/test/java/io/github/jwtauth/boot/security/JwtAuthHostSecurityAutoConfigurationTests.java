package io.github.jwtauth.boot.security;

import java.util.List;

import io.github.jwtauth.boot.TestStarter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;

import static io.github.jwtauth.boot.security.JwtAuthConfigurer.jwtAuth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Which chain protects the host, and that exactly one does: ours in the place of Boot's,
 * the host's own, or Boot's for somebody else's tokens.
 */
class JwtAuthHostSecurityAutoConfigurationTests {

	private static final String ENDPOINTS = "jwtAuthEndpointSecurityFilterChain";

	private static final String BOOTS = "jwtSecurityFilterChain";

	private static final String OURS = "jwtAuthHostSecurityFilterChain";

	private final WebApplicationContextRunner runner = TestStarter.runner();

	@ParameterizedTest
	@ValueSource(strings = { "x=y", "jwtauth.access-token-as-cookie=false",
			"jwtauth.access-token.session-check=revocations", "jwtauth.access-token.session-check=none",
			"jwtauth.access-token-as-cookie=true", "jwtauth.access-token.session-check=always" })
	void oursTakesThePlaceOfBoots(String property) {
		this.runner.withPropertyValues(property).run((context) -> {
			assertThat(chains(context)).containsExactly(ENDPOINTS, OURS);
			assertThat(status(context, "/api/anything")).isEqualTo(401);
		});
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "x=y", "jwtauth.access-token-as-cookie=true", "jwtauth.access-token.session-check=always" })
	void aChainOfTheHostWins(String property) {
		this.runner.withPropertyValues(property).withUserConfiguration(OwnChain.class).run((context) -> {
			assertThat(chains(context)).containsExactly(ENDPOINTS, "hostChain");
			assertThat(status(context, "/open")).isEqualTo(200);
			assertThat(status(context, "/api/anything")).isEqualTo(401);
			assertThat(status(context, "/auth/sessions")).isEqualTo(401);
		});
	}

	@Test
	void aHostWithADecoderOfItsOwnKeepsBootsChain() {
		this.runner.withPropertyValues("jwtauth.access-token-as-cookie=true")
			.withBean(JwtDecoder.class, () -> mock(JwtDecoder.class))
			.run((context) -> assertThat(chains(context)).containsExactly(ENDPOINTS, BOOTS));
	}

	@Test
	void severalChainsOfTheHostKeepTheirOrder() {
		this.runner.withUserConfiguration(TwoChains.class).run((context) -> {
			assertThat(chains(context)).containsExactly(ENDPOINTS, "apiChain", "everythingElse");
			assertThat(status(context, "/api/anything")).isEqualTo(401);
			assertThat(status(context, "/page")).isEqualTo(200);
		});
	}

	private static List<String> chains(ApplicationContext context) {
		return context.getBeanProvider(SecurityFilterChain.class)
			.orderedStream()
			.map((chain) -> context.getBeansOfType(SecurityFilterChain.class)
				.entrySet()
				.stream()
				.filter((bean) -> bean.getValue() == chain)
				.findFirst()
				.orElseThrow()
				.getKey())
			.toList();
	}

	private static int status(ApplicationContext context, String path) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
		MockHttpServletResponse response = new MockHttpServletResponse();
		context.getBean(FilterChainProxy.class).doFilter(request, response, new MockFilterChain());
		return response.getStatus();
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnChain {

		/** Any request, and first in line as hosts like it. */
		@Bean
		@Order(1)
		SecurityFilterChain hostChain(HttpSecurity http) {
			http.authorizeHttpRequests(
					(requests) -> requests.requestMatchers("/open").permitAll().anyRequest().authenticated());
			http.with(jwtAuth());
			return http.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoChains {

		@Bean
		@Order(1)
		SecurityFilterChain apiChain(HttpSecurity http) {
			http.securityMatcher("/api/**");
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.with(jwtAuth());
			return http.build();
		}

		@Bean
		@Order(2)
		SecurityFilterChain everythingElse(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
			return http.build();
		}

	}

}
