package io.github.jwtauth.boot.security;

import io.github.jwtauth.boot.TestStarter;
import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.TestPaths;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.filter.CorsFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The chain of our endpoints: what it takes, and how a host replaces it.
 */
class JwtAuthEndpointSecurityAutoConfigurationTests {

	private static final String NAME = "jwtAuthEndpointSecurityFilterChain";

	private final WebApplicationContextRunner runner = TestStarter.runner();

	@Test
	void everyEndpointIsTakenAndNothingElse() {
		this.runner.withPropertyValues("jwtauth.admin.enabled=true").run((context) -> {
			for (AuthEndpoint endpoint : AuthEndpoint.values()) {
				String base = endpoint.isWellKnown() ? "" : "/auth";
				String path = base + TestPaths.of(endpoint, "00000000-0000-0000-0000-000000000001");
				assertThat(takes(context, endpoint.methods().get(0), path)).as(path).isTrue();
				assertThat(takes(context, "GET", "/api" + path)).as("/api" + path).isFalse();
			}
			assertThat(takes(context, "GET", "/")).isFalse();
		});
	}

	@Test
	void anEndpointThatIsOffIsLeftToTheHost() {
		this.runner.withPropertyValues("jwtauth.endpoints.login.enabled=false", "jwtauth.base-path=/account")
			.run((context) -> {
				assertThat(takes(context, "POST", "/account/login")).isFalse();
				assertThat(takes(context, "POST", "/account/logout")).isTrue();
				assertThat(takes(context, "POST", "/auth/logout")).isFalse();
			});
	}

	@Test
	void crossOriginRequestsAreNobodysBusinessUntilOriginsAreNamed() {
		this.runner.run((context) -> assertThat(chain(context).getFilters()).noneMatch(CorsFilter.class::isInstance));
		this.runner.withPropertyValues("jwtauth.cors.allowed-origins=https://app.example.com")
			.run((context) -> assertThat(chain(context).getFilters()).anyMatch(CorsFilter.class::isInstance));
	}

	@Test
	void theHostMayReplaceItByName() {
		this.runner.withUserConfiguration(OwnEndpointChain.class)
			.run((context) -> assertThat(chain(context).getFilters()).isEmpty());
	}

	@Test
	void anApplicationWithoutAWebHasNoChains() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(JwtAuthSecurityAutoConfiguration.class,
					JwtAuthHostSecurityAutoConfiguration.class, JwtAuthEndpointSecurityAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(SecurityFilterChain.class)
				.doesNotHaveBean(JwtAuthSecurity.class));
	}

	private static boolean takes(ApplicationContext context, String method, String path) {
		MockHttpServletRequest request = new MockHttpServletRequest(method, path);
		return chain(context).matches(request);
	}

	private static SecurityFilterChain chain(ApplicationContext context) {
		return context.getBean(NAME, SecurityFilterChain.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnEndpointChain {

		@Bean(NAME)
		@Order(Ordered.HIGHEST_PRECEDENCE)
		SecurityFilterChain endpointChain() {
			return new DefaultSecurityFilterChain((request) -> request.getRequestURI().startsWith("/auth/"));
		}

		@Bean
		SecurityFilterChain hostChain(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			return http.build();
		}

	}

}
