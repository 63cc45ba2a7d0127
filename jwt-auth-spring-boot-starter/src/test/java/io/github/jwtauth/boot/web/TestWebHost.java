package io.github.jwtauth.boot.web;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.TestEvents;
import io.github.jwtauth.TestSecrets;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.ExtraFields;
import io.github.jwtauth.administration.AccountAdministration;
import io.github.jwtauth.administration.AccountInspection;
import io.github.jwtauth.administration.AdministeredSessions;
import io.github.jwtauth.administration.AdministrationSettings;
import io.github.jwtauth.administration.Administrators;
import io.github.jwtauth.administration.FirstAdministrator;
import io.github.jwtauth.administration.SigningKeyAdministration;
import io.github.jwtauth.administration.TestAdministration;
import io.github.jwtauth.audit.InMemoryAuditStore;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.admin.JwtAuthAdminAutoConfiguration;
import io.github.jwtauth.boot.audit.JwtAuthAuditAutoConfiguration;
import io.github.jwtauth.boot.http.AccessTokenReader;
import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.boot.http.EndpointMatcher;
import io.github.jwtauth.boot.http.HttpProperties;
import io.github.jwtauth.boot.http.JwtAuthHttpAutoConfiguration;
import io.github.jwtauth.boot.http.PageLinks;
import io.github.jwtauth.boot.http.PagesProperties;
import io.github.jwtauth.boot.http.ProblemWriter;
import io.github.jwtauth.boot.http.PublicUrl;
import io.github.jwtauth.boot.mfa.JwtAuthMfaAutoConfiguration;
import io.github.jwtauth.boot.pages.JwtAuthPagesAutoConfiguration;
import io.github.jwtauth.login.DeviceTokens;
import io.github.jwtauth.login.FactorLogin;
import io.github.jwtauth.login.Freshness;
import io.github.jwtauth.login.Logout;
import io.github.jwtauth.login.MfaEnrollmentTokens;
import io.github.jwtauth.login.PasswordChange;
import io.github.jwtauth.login.PasswordLogin;
import io.github.jwtauth.login.Reauthentication;
import io.github.jwtauth.login.SessionDisavowal;
import io.github.jwtauth.login.TestJwtAuth;
import io.github.jwtauth.login.TokenExchange;
import io.github.jwtauth.login.TokenRefresh;
import io.github.jwtauth.mfa.FactorNotices;
import io.github.jwtauth.mfa.FactorReset;
import io.github.jwtauth.mfa.MfaSettings;
import io.github.jwtauth.mfa.RecoveryCodes;
import io.github.jwtauth.mfa.RememberedDevices;
import io.github.jwtauth.mfa.SecondFactors;
import io.github.jwtauth.mfa.TotpEnrollment;
import io.github.jwtauth.mfa.TotpFactors;
import io.github.jwtauth.password.PasswordChoice;
import io.github.jwtauth.password.PasswordPolicy;
import io.github.jwtauth.password.PasswordReset;
import io.github.jwtauth.password.PasswordRules;
import io.github.jwtauth.privacy.AccountDeletion;
import io.github.jwtauth.privacy.AccountExport;
import io.github.jwtauth.privacy.TestPrivacy;
import io.github.jwtauth.profile.AccountProfile;
import io.github.jwtauth.registration.Consents;
import io.github.jwtauth.registration.InvitationAcceptance;
import io.github.jwtauth.registration.InvitationSettings;
import io.github.jwtauth.registration.Invitations;
import io.github.jwtauth.registration.InvitedRegistration;
import io.github.jwtauth.registration.Registration;
import io.github.jwtauth.registration.RegistrationMode;
import io.github.jwtauth.registration.RegistrationPolicy;
import io.github.jwtauth.registration.TestRegistration;
import io.github.jwtauth.registration.UnprovenAccounts;
import io.github.jwtauth.session.DeviceSessions;
import io.github.jwtauth.session.RefreshTokenCodec;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import io.github.jwtauth.token.AccessToken;
import io.github.jwtauth.token.AccessTokenClaims;
import io.github.jwtauth.verification.EmailChange;
import io.github.jwtauth.verification.EmailChangeSettings;
import io.github.jwtauth.verification.EmailChangeUndo;
import io.github.jwtauth.verification.EmailVerification;
import io.github.jwtauth.verification.VerificationSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A host with our endpoints over stores in memory. In place of the security chain stands
 * a filter that takes bearer tokens where the contract needs them.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class,
		ErrorMvcAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class, JacksonAutoConfiguration.class,
		JwtAuthHttpAutoConfiguration.class, JwtAuthArgumentResolverAutoConfiguration.class,
		JwtAuthWebAutoConfiguration.class, JwtAuthRegistrationWebAutoConfiguration.class,
		JwtAuthPagesAutoConfiguration.class, JwtAuthAdminAutoConfiguration.class, JwtAuthAuditAutoConfiguration.class,
		JwtAuthMfaAutoConfiguration.class })
class TestWebHost {

	static final String EMAIL = "ada@example.com";

	@Bean
	TestJwtAuth core() {
		TestJwtAuth core = TestJwtAuth.create();
		core.register(EMAIL);
		return core;
	}

	@Bean(defaultCandidate = false)
	@JwtAuthBean
	Clock jwtAuthClock(TestJwtAuth core) {
		return core.clock;
	}

	@Bean
	PublicUrl publicUrl(@Value("${jwtauth.public-url:#{null}}") @Nullable URI configured) {
		return new PublicUrl(configured);
	}

	@Bean
	RandomBytes randomBytes() {
		return RandomBytes.secure();
	}

	@Bean
	SecretKeys secretKeys() {
		return TestSecrets.keys();
	}

	@Bean
	RefreshTokenCodec refreshTokenCodec(SecretKeys keys) {
		return new RefreshTokenCodec(keys);
	}

	@Bean
	InMemoryTransactions transactions(TestJwtAuth core) {
		return core.transactions;
	}

	@Bean
	TestEvents events(TestJwtAuth core) {
		return core.events;
	}

	@Bean
	InMemoryAuditStore auditStore(InMemoryTransactions transactions) {
		return new InMemoryAuditStore(transactions);
	}

	@Bean
	PasswordLogin passwordLogin(TestJwtAuth core) {
		return core.login;
	}

	@Bean
	PageLinks pageLinks(HttpProperties http) {
		return PageLinks.of(new PublicUrl(null, URI.create("https://app.example.com")), http,
				new PagesProperties(true, Map.of()));
	}

	@Bean
	PasswordChange passwordChange(TestJwtAuth core) {
		return core.passwordChange;
	}

	@Bean
	PasswordReset passwordReset(TestJwtAuth core) {
		return core.passwordReset;
	}

	@Bean
	PasswordRules passwordRules(TestJwtAuth core) {
		return core.passwordRules;
	}

	@Bean
	PasswordPolicy passwordPolicy(TestJwtAuth core) {
		return core.passwordPolicy;
	}

	@Bean
	TokenExchange tokenExchange(TestJwtAuth core) {
		return core.exchange;
	}

	@Bean
	TokenRefresh tokenRefresh(TestJwtAuth core) {
		return core.refresh;
	}

	@Bean
	Logout logout(TestJwtAuth core) {
		return core.logout;
	}

	@Bean
	DeviceSessions deviceSessions(TestJwtAuth core) {
		return core.devices;
	}

	@Bean
	TestPrivacy privacy(TestJwtAuth core) {
		return new TestPrivacy(core, Duration.ZERO);
	}

	@Bean
	AccountProfile accountProfile(TestPrivacy privacy) {
		return privacy.profiles;
	}

	@Bean
	AccountExport accountExport(TestPrivacy privacy) {
		return privacy.exports;
	}

	@Bean
	AccountDeletion accountDeletion(TestPrivacy privacy) {
		return privacy.deletion;
	}

	@Bean
	ExtraFields extraFields(TestPrivacy privacy) {
		return privacy.profiles.extraFields();
	}

	@Bean
	DeviceTokens deviceTokens(TestJwtAuth core) {
		return core.deviceTokens;
	}

	@Bean
	SessionDisavowal sessionDisavowal(TestJwtAuth core) {
		return core.disavowal;
	}

	@Bean
	Reauthentication reauthentication(TestJwtAuth core) {
		return core.reauthentication;
	}

	@Bean
	RefreshTokenWhitelist refreshTokenWhitelist(TestJwtAuth core) {
		return core.whitelist;
	}

	@Bean
	MfaSettings mfaSettings(TestJwtAuth core) {
		return core.mfa;
	}

	@Bean
	AccountLookup accountLookup(TestJwtAuth core) {
		return core.lookup;
	}

	@Bean
	FactorLogin factorLogin(TestJwtAuth core) {
		return core.factorLogin;
	}

	@Bean
	MfaEnrollmentTokens mfaEnrollmentTokens(TestJwtAuth core) {
		return core.enrollmentTokens;
	}

	@Bean
	SecondFactors secondFactors(TestJwtAuth core) {
		return core.factors.factors;
	}

	@Bean
	RememberedDevices rememberedDevices(TestJwtAuth core) {
		return core.rememberedDevices;
	}

	@Bean
	TotpEnrollment totpEnrollment(TestJwtAuth core) {
		AtRestEncryption atRest = new AtRestEncryption(TestSecrets.keys(), RandomBytes.secure());
		FactorNotices notices = new FactorNotices(core.details, core.notices, core.clock, true);
		return new TotpEnrollment(core.lookup, core.subjects, core.mfaStore,
				new TotpFactors(core.mfaStore, atRest, core.events, core.clock),
				new RecoveryCodes(core.mfaStore, atRest, RandomBytes.secure()), core.factorChecks,
				new FactorReset(core.lookup, core.subjects, core.factorRemains, core.mailedTokens, notices, core.events,
						core.transactions, core.clock),
				core.mailedTokens, notices, core.mfa, core.events, core.transactions, RandomBytes.secure(), core.clock);
	}

	@Bean
	Freshness freshness(TestJwtAuth core) {
		return new Freshness(Duration.ofMinutes(5), core.clock);
	}

	@Bean
	TestRegistration testRegistration(TestJwtAuth core) {
		return new TestRegistration(core, VerificationSettings.defaults());
	}

	@Bean
	VerificationSettings verificationSettings() {
		return VerificationSettings.defaults();
	}

	@Bean
	Registration registration(TestRegistration house) {
		return house.registration;
	}

	@Bean
	EmailVerification emailVerification(TestRegistration house) {
		return house.verification;
	}

	@Bean
	EmailChange emailChange(TestJwtAuth core) {
		return new EmailChange(core.lookup, core.accounts, core.subjects, core.details, core.mailedTokens, core.notices,
				core.events, core.transactions, EmailChangeSettings.defaults(), core.clock);
	}

	@Bean
	EmailChangeUndo emailChangeUndo(TestJwtAuth core) {
		return new EmailChangeUndo(core.lookup, core.accounts, core.subjects, core.details, core.mailedTokens,
				core.identities, core.whitelist, core.factorReset, core.passwordVoiding, core.resetOffer, core.notices,
				core.events, core.transactions, core.clock);
	}

	@Bean
	InvitationSettings invitationSettings() {
		return InvitationSettings.of(Set.of("ADMIN"), Set.of("USER"), Duration.ofDays(7));
	}

	@Bean
	Invitations invitations(TestJwtAuth core, InvitationSettings settings) {
		return new Invitations(core.lookup, core.accounts, core.policy, core.mailedTokens, core.notices, core.events,
				core.transactions, settings, core.clock);
	}

	@Bean
	InvitationAcceptance invitationAcceptance(TestJwtAuth core, Invitations invitations) {
		InvitedRegistration registration = new InvitedRegistration(core.accounts, core.subjects, core.details,
				new UnprovenAccounts(core.accounts, core.subjects, core.details, core.remains), core.mailedTokens,
				core.events, core.transactions, Consents.NONE, core.clock);
		return new InvitationAcceptance(invitations, RegistrationPolicy.of(RegistrationMode.OPEN),
				new PasswordChoice((password) -> List.of(), core.passwords), registration, core.externalLogin,
				RandomBytes.secure());
	}

	@Bean
	TestAdministration administration(TestJwtAuth core) {
		return new TestAdministration(core, null);
	}

	@Bean
	Administrators administrators(TestAdministration house) {
		return house.administrators;
	}

	@Bean
	AdministrationSettings administrationSettings(TestAdministration house) {
		return house.settings;
	}

	@Bean
	AccountAdministration accountAdministration(TestAdministration house) {
		return house.accounts;
	}

	@Bean
	AccountInspection accountInspection(TestAdministration house) {
		return house.inspection;
	}

	@Bean
	AdministeredSessions administeredSessions(TestAdministration house) {
		return house.sessions;
	}

	@Bean
	FirstAdministrator firstAdministrator(TestAdministration house) {
		return house.first;
	}

	@Bean
	SigningKeyAdministration signingKeyAdministration(TestJwtAuth core) {
		return new SigningKeyAdministration(null, core.events, core.transactions, core.clock);
	}

	@Bean
	TestReader accessTokenReader(TestJwtAuth core) {
		return new TestReader(core);
	}

	@Bean
	FilterRegistrationBean<BearerFilter> bearerFilter(TestReader reader, EndpointMatcher endpoints,
			ProblemWriter problems) {
		FilterRegistrationBean<BearerFilter> registration = new FilterRegistrationBean<>(
				new BearerFilter(reader, endpoints, problems));
		registration.setOrder(-100);
		return registration;
	}

	/** Knows the tokens that the core of the test has issued. */
	static final class TestReader implements AccessTokenReader {

		private final TestJwtAuth core;

		TestReader(TestJwtAuth core) {
			this.core = core;
		}

		@Override
		public Optional<AuthenticatedAccount> read(String compact) {
			return readExpired(compact).filter((account) -> account.expiresAt().isAfter(this.core.clock.instant()));
		}

		@Override
		public Optional<AuthenticatedAccount> readExpired(String compact) {
			return compact.startsWith("test.") ? Optional.of(account(claims(compact))) : Optional.empty();
		}

		private AccessTokenClaims claims(String compact) {
			return this.core.accessTokens
				.claimsOf(new AccessToken(Secret.of(compact), Instant.EPOCH, Instant.EPOCH.plusSeconds(1)));
		}

		private static AuthenticatedAccount account(AccessTokenClaims claims) {
			return new AuthenticatedAccount(AccountId.parse(claims.subject()).orElseThrow(),
					SessionId.parse(claims.sessionId()).orElseThrow(), Set.copyOf(claims.roles()),
					claims.emailVerified(), List.copyOf(claims.amr()), claims.authenticatedAt(), claims.expiresAt());
		}

	}

	/** Demands a bearer token where the contract does. */
	static final class BearerFilter extends OncePerRequestFilter {

		private final TestReader reader;

		private final EndpointMatcher endpoints;

		private final ProblemWriter problems;

		BearerFilter(TestReader reader, EndpointMatcher endpoints, ProblemWriter problems) {
			this.reader = reader;
			this.endpoints = endpoints;
			this.problems = problems;
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			boolean needed = this.endpoints.match(request)
				.filter((endpoint) -> endpoint.access() == AuthEndpoint.Access.BEARER)
				.isPresent();
			String header = request.getHeader("Authorization");
			Optional<AuthenticatedAccount> account = Optional.ofNullable(header)
				.flatMap((text) -> this.reader.read(text.substring("Bearer ".length())));
			if (needed && account.isEmpty()) {
				this.problems.unauthorized(request, response, header != null);
				return;
			}
			try {
				account.ifPresent(BearerFilter::authenticate);
				chain.doFilter(request, response);
			}
			finally {
				SecurityContextHolder.clearContext();
			}
		}

		private static void authenticate(AuthenticatedAccount account) {
			Jwt jwt = Jwt.withTokenValue("verified")
				.header("typ", "at+jwt")
				.subject(account.accountId().toString())
				.claim("sid", account.sessionId().toString())
				.claim("auth_time", account.authenticatedAt())
				.claim("roles", List.copyOf(account.roles()))
				.expiresAt(account.expiresAt())
				.build();
			SecurityContextHolder.getContext().setAuthentication(new JwtAuthenticationToken(jwt));
		}

	}

}
