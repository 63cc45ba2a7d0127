package io.github.jwtauth.boot.web;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.AccessTokenReader;
import io.github.jwtauth.boot.http.AuthCookies;
import io.github.jwtauth.boot.http.CallGuard;
import io.github.jwtauth.boot.http.ClientAddress;
import io.github.jwtauth.boot.http.CsrfSettings;
import io.github.jwtauth.boot.http.CsrfTokens;
import io.github.jwtauth.boot.http.EndpointMatcher;
import io.github.jwtauth.boot.http.EndpointSettings;
import io.github.jwtauth.boot.http.HealthCheck;
import io.github.jwtauth.boot.http.HealthReports;
import io.github.jwtauth.boot.http.JwtAuthHttpAutoConfiguration;
import io.github.jwtauth.boot.http.LoginsAnnounced;
import io.github.jwtauth.boot.http.OnChangeableAccounts;
import io.github.jwtauth.boot.http.PageLinks;
import io.github.jwtauth.boot.http.ProblemWriter;
import io.github.jwtauth.boot.http.RefreshTokenBudget;
import io.github.jwtauth.boot.http.RequestIds;
import io.github.jwtauth.boot.http.StrictJson;
import io.github.jwtauth.boot.http.TransportSettings;
import io.github.jwtauth.login.FactorLogin;
import io.github.jwtauth.login.Freshness;
import io.github.jwtauth.login.Logout;
import io.github.jwtauth.login.PasswordChange;
import io.github.jwtauth.login.PasswordLogin;
import io.github.jwtauth.login.TokenExchange;
import io.github.jwtauth.login.TokenRefresh;
import io.github.jwtauth.password.PasswordPolicy;
import io.github.jwtauth.password.PasswordReset;
import io.github.jwtauth.password.PasswordRules;
import io.github.jwtauth.privacy.AccountDeletion;
import io.github.jwtauth.privacy.AccountExport;
import io.github.jwtauth.profile.AccountProfile;
import io.github.jwtauth.session.DeviceSessions;
import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.web.servlet.mvc.method.annotation.PathVariableMethodArgumentResolver;
import org.springframework.web.servlet.mvc.method.annotation.ServletRequestMethodArgumentResolver;
import org.springframework.web.servlet.mvc.method.annotation.ServletResponseMethodArgumentResolver;

/**
 * Serves the endpoints.
 */
@AutoConfiguration(after = JwtAuthHttpAutoConfiguration.class,
		afterName = "io.github.jwtauth.boot.autoconfigure.JwtAuthAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties({ DeviceProperties.class, WebProperties.class })
@Import(DeviceEndpoints.class)
public final class JwtAuthWebAutoConfiguration {

	/** After the filters that put scheme and address right, before all others. */
	private static final int FRONT = Ordered.HIGHEST_PRECEDENCE + 10;

	@Bean
	FilterRegistrationBean<AuthFrontFilter> jwtAuthFrontFilter(EndpointMatcher endpoints, RequestIds requestIds,
			ProblemWriter problems) {
		FilterRegistrationBean<AuthFrontFilter> registration = new FilterRegistrationBean<>(
				new AuthFrontFilter(endpoints, requestIds, problems));
		registration.setOrder(FRONT);
		registration.setDispatcherTypes(DispatcherType.REQUEST);
		return registration;
	}

	@Bean
	FilterRegistrationBean<ResponseTimeFilter> jwtAuthResponseTimeFilter(EndpointMatcher endpoints,
			WebProperties properties) {
		FilterRegistrationBean<ResponseTimeFilter> registration = new FilterRegistrationBean<>(
				new ResponseTimeFilter(endpoints, properties));
		registration.setOrder(FRONT - 1);
		registration.setDispatcherTypes(DispatcherType.REQUEST);
		registration.setEnabled(properties.isTiming());
		return registration;
	}

	@Bean
	AuthEndpointMapping jwtAuthEndpointMapping(EndpointSettings settings, EndpointMatcher endpoints) {
		return new AuthEndpointMapping(settings, endpoints);
	}

	@Bean
	AuthHandlerAdapter jwtAuthHandlerAdapter(DeviceResolver devices, StrictJson json, ProblemWriter problems,
			ObjectProvider<CallGuard> guards) {
		return new AuthHandlerAdapter(
				List.of(new AuthenticatedAccountResolver(), new DeviceArgumentResolver(devices),
						new JsonBodyResolver(json), new PathVariableMethodArgumentResolver(),
						new ServletRequestMethodArgumentResolver(), new ServletResponseMethodArgumentResolver()),
				json, problems, guards.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	RefreshTokenTransport jwtAuthRefreshTokenTransport(TransportSettings settings, AuthCookies cookies,
			@JwtAuthBean Clock clock) {
		return new ConfiguredRefreshTokenTransport(settings, cookies, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	GeoLocator jwtAuthGeoLocator() {
		return (ipAddress) -> Optional.empty();
	}

	@Bean
	@ConditionalOnMissingBean
	DeviceResolver jwtAuthDeviceResolver(ClientAddress addresses, GeoLocator locator, DeviceProperties properties) {
		return new RequestDeviceResolver(addresses, locator, properties.collect());
	}

	@Bean
	NewSessionAnswer jwtAuthNewSessionAnswer(RefreshTokenTransport transport, AuthCookies cookies, CsrfSettings csrf,
			CsrfTokens csrfTokens, PresentedDevices devices, @JwtAuthBean Clock clock) {
		return new NewSessionAnswer(transport, cookies, csrf, csrfTokens, devices, clock);
	}

	@Bean
	LoginController jwtAuthLoginController(PasswordLogin login, RefreshTokenTransport transport,
			NewSessionAnswer answer, DeviceResolver devices, PresentedDevices known, LoginAuthenticationEvents events,
			PageLinks links) {
		return new LoginController(login, transport, answer, devices, known, events, new ForcedChangeAnswer(links));
	}

	@Bean
	FactorController jwtAuthFactorController(FactorLogin login, RefreshTokenTransport transport,
			NewSessionAnswer answer, PresentedDevices known, LoginAuthenticationEvents events, PageLinks links) {
		return new FactorController(login, transport, answer, known, events, new ForcedChangeAnswer(links));
	}

	@Bean
	@ConditionalOnBean({ PasswordChange.class, PasswordReset.class })
	PasswordController jwtAuthPasswordController(PasswordChange change, PasswordReset reset, PasswordRules rules,
			PasswordPolicy policy, NewSessionAnswer answer) {
		return new PasswordController(change, reset, rules, policy, answer);
	}

	@Bean
	LoginAuthenticationEvents jwtAuthLoginAuthenticationEvents(ObjectProvider<AuthenticationEventPublisher> publisher,
			ObjectProvider<LoginsAnnounced> elsewhere) {
		return new LoginAuthenticationEvents(publisher, elsewhere.getIfAvailable() != null);
	}

	@Bean
	ExchangeController jwtAuthExchangeController(TokenExchange exchange, RefreshTokenTransport transport,
			NewSessionAnswer answer, AuthCookies cookies, PresentedDevices known) {
		return new ExchangeController(exchange, transport, answer, cookies, known);
	}

	@Bean
	TokenController jwtAuthTokenController(TokenRefresh refresh, AccessTokenReader accessTokens,
			RefreshTokenTransport transport, ObjectProvider<RefreshTokenBudget> budget, @JwtAuthBean Clock clock) {
		return new TokenController(refresh, accessTokens, transport,
				budget.getIfAvailable(() -> RefreshTokenBudget.UNLIMITED), clock);
	}

	@Bean
	CheckController jwtAuthCheckController(@JwtAuthBean Clock clock) {
		return new CheckController(clock);
	}

	@Bean
	LogoutController jwtAuthLogoutController(Logout logout, AccessTokenReader accessTokens,
			RefreshTokenTransport transport, TransportSettings settings, AuthCookies cookies) {
		return new LogoutController(logout, accessTokens, transport, settings, cookies);
	}

	@Bean
	SessionController jwtAuthSessionController(DeviceSessions sessions, RefreshTokenTransport transport) {
		return new SessionController(sessions, transport);
	}

	@Bean
	ProfileController jwtAuthProfileController(AccountProfile profiles) {
		return new ProfileController(profiles);
	}

	@Bean
	@Conditional(OnChangeableAccounts.class)
	AccountController jwtAuthAccountController(AccountProfile profiles, AccountExport exports, AccountDeletion deletion,
			Freshness freshness, RefreshTokenTransport transport, PresentedDevices devices) {
		return new AccountController(profiles, exports, deletion, freshness, transport, devices);
	}

	@Bean
	HealthReports jwtAuthHealthReports(ObjectProvider<HealthCheck> checks, @JwtAuthBean Clock clock) {
		return new HealthReports(checks.orderedStream().toList(), clock);
	}

	@Bean
	HealthController jwtAuthHealthController(HealthReports reports) {
		return new HealthController(reports);
	}

	@Bean
	CsrfController jwtAuthCsrfController(CsrfTokens tokens, AuthCookies cookies) {
		return new CsrfController(tokens, cookies);
	}

}
