package io.github.jwtauth.boot.security;

import io.github.jwtauth.boot.http.EndpointMatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfFilter;

/**
 * Protects a chain of the host's with the access tokens of this library: in the
 * {@code Authorization} header and, when {@code jwtauth.access-token-as-cookie} is on, in
 * their cookie with the cross-site rule. Authorization rules stay the host's:
 *
 * <pre class="code">
 * http.securityMatcher("/api/**")
 *   .authorizeHttpRequests((requests) -&gt; requests.anyRequest().authenticated())
 *   .with(jwtAuth());
 * </pre>
 */
public final class JwtAuthConfigurer extends AbstractHttpConfigurer<JwtAuthConfigurer, HttpSecurity> {

	private final BearerTokenResolver header = new DefaultBearerTokenResolver();

	private @Nullable EndpointMatcher endpoints;

	private JwtAuthConfigurer() {
	}

	/**
	 * For {@code http.with(jwtAuth())}.
	 * @return a configurer for one chain
	 */
	public static JwtAuthConfigurer jwtAuth() {
		return new JwtAuthConfigurer();
	}

	/**
	 * For the chain of our endpoints: each one says what it needs, and a stale credential
	 * must not turn a login or a refresh into a 401.
	 */
	JwtAuthConfigurer forEndpoints(EndpointMatcher matcher) {
		this.endpoints = matcher;
		return this;
	}

	@Override
	public void init(HttpSecurity http) {
		JwtAuthSecurity security = security(http);
		http.oauth2ResourceServer((resourceServer) -> configure(resourceServer, security));
		ignoreCsrfOfAccessCookies(http, security.reliance());
	}

	@Override
	public void configure(HttpSecurity http) {
		JwtAuthSecurity security = security(http);
		http.addFilterBefore(new CrossSiteFilter((request) -> reliesOnCookie(request, security.reliance()),
				security.sameSite(), security.problems(), security.refused()), CsrfFilter.class);
		http.addFilterBefore(
				new AccessCookieAuthenticationFilter(
						(request) -> takesToken(request) && security.reliance().reliesOnAccessCookie(request),
						security.reliance(), security.authentication().manager(), security.entryPoint()),
				BearerTokenAuthenticationFilter.class);
	}

	private boolean reliesOnCookie(HttpServletRequest request, CookieReliance reliance) {
		if (this.endpoints == null) {
			return reliance.isOf(request);
		}
		return this.endpoints.match(request).filter((endpoint) -> reliance.isOf(request, endpoint)).isPresent();
	}

	private boolean takesToken(HttpServletRequest request) {
		return this.endpoints == null || this.endpoints.takesToken(request);
	}

	private void configure(OAuth2ResourceServerConfigurer<HttpSecurity> resourceServer, JwtAuthSecurity security) {
		resourceServer.jwt((jwt) -> jwt.authenticationManager(security.authentication().manager()))
			.bearerTokenResolver((request) -> takesToken(request) ? this.header.resolve(request) : null)
			.authenticationEntryPoint(security.entryPoint())
			.accessDeniedHandler(security.accessDeniedHandler())
			.addObjectPostProcessor(answerServiceFailures(security));
	}

	/** The stock filter lets a verification that could not be made escape as a 500. */
	private static ObjectPostProcessor<BearerTokenAuthenticationFilter> answerServiceFailures(
			JwtAuthSecurity security) {
		return new ObjectPostProcessor<>() {

			@Override
			public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
				filter.setAuthenticationFailureHandler(security.entryPoint()::commence);
				return filter;
			}

		};
	}

	/** The cross-site rule protects them, and runs before. */
	@SuppressWarnings("unchecked")
	private static void ignoreCsrfOfAccessCookies(HttpSecurity http, CookieReliance reliance) {
		CsrfConfigurer<HttpSecurity> csrf = http.getConfigurer(CsrfConfigurer.class);
		if (csrf != null) {
			csrf.ignoringRequestMatchers(reliance::reliesOnAccessCookie);
		}
	}

	private static JwtAuthSecurity security(HttpSecurity http) {
		return http.getSharedObject(ApplicationContext.class).getBean(JwtAuthSecurity.class);
	}

}
