package io.github.jwtauth.boot.external;

import java.util.Objects;

import org.springframework.context.ApplicationContext;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizationRequestRepository;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.web.authentication.NullRememberMeServices;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.context.NullSecurityContextRepository;

/**
 * Adds {@code oauth2Login()} to a chain of the host's, in such a way that it ends with an
 * exchange token instead of a login in the servlet session:
 *
 * <pre class="code">
 * http.with(externalLogin());
 * </pre>
 *
 * <p>
 * The rest of {@code oauth2Login()} stays the host's to configure, before or after this
 * one. Whoever is logged in in the servlet session otherwise stays so.
 */
public final class ExternalLoginConfigurer extends AbstractHttpConfigurer<ExternalLoginConfigurer, HttpSecurity> {

	private AuthorizationRequestRepository<OAuth2AuthorizationRequest> requests = new HttpSessionOAuth2AuthorizationRequestRepository();

	private ExternalLoginConfigurer() {
	}

	/**
	 * For {@code http.with(externalLogin())}.
	 * @return a configurer for one chain
	 */
	public static ExternalLoginConfigurer externalLogin() {
		return new ExternalLoginConfigurer();
	}

	/**
	 * Where a login that is under way is kept; in the servlet session by default. Say it
	 * here and not in {@code oauth2Login()}: the page to return to is kept with it.
	 * @param repository where
	 * @return this configurer
	 */
	public ExternalLoginConfigurer authorizationRequestRepository(
			AuthorizationRequestRepository<OAuth2AuthorizationRequest> repository) {
		this.requests = Objects.requireNonNull(repository, "repository");
		return this;
	}

	@Override
	public void init(HttpSecurity http) {
		ExternalLoginParts parts = http.getSharedObject(ApplicationContext.class).getBean(ExternalLoginParts.class);
		http.oauth2Login((login) -> login
			.authorizationEndpoint((endpoint) -> endpoint
				.authorizationRequestRepository(new ReturnUrlRepository(this.requests, parts.returnUrls())))
			.addObjectPostProcessor(leaveNoLoginBehind(parts)));
	}

	/**
	 * On the finished filter, because the stock configurer gives it the repository of the
	 * chain, whatever it was told, and because nobody's order of calls shall matter.
	 */
	private static ObjectPostProcessor<OAuth2LoginAuthenticationFilter> leaveNoLoginBehind(ExternalLoginParts parts) {
		return new ObjectPostProcessor<>() {

			@Override
			public <O extends OAuth2LoginAuthenticationFilter> O postProcess(O filter) {
				filter.setSecurityContextHolderStrategy(new UntouchedSecurityContext());
				filter.setSecurityContextRepository(new NullSecurityContextRepository());
				filter.setSessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy());
				filter.setRememberMeServices(new NullRememberMeServices());
				filter.setAuthenticationSuccessHandler(parts.success());
				filter.setAuthenticationFailureHandler(parts.failure());
				return filter;
			}

		};
	}

}
