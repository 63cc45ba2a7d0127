package io.github.jwtauth.boot;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.ExternalIdentityStore;
import io.github.jwtauth.account.InMemoryAccountDetailsStore;
import io.github.jwtauth.account.InMemoryAccountStore;
import io.github.jwtauth.account.InMemoryExternalIdentityStore;
import io.github.jwtauth.account.InMemorySubjectStore;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.administration.AdministratorStore;
import io.github.jwtauth.administration.InMemoryAdministratorStore;
import io.github.jwtauth.boot.admin.JwtAuthAdminAutoConfiguration;
import io.github.jwtauth.boot.autoconfigure.JwtAuthAutoConfiguration;
import io.github.jwtauth.boot.http.JwtAuthHttpAutoConfiguration;
import io.github.jwtauth.boot.jose.JwtAuthJoseAutoConfiguration;
import io.github.jwtauth.boot.mfa.JwtAuthMfaAutoConfiguration;
import io.github.jwtauth.boot.password.JwtAuthPasswordAutoConfiguration;
import io.github.jwtauth.boot.security.JwtAuthEndpointSecurityAutoConfiguration;
import io.github.jwtauth.boot.security.JwtAuthHostSecurityAutoConfiguration;
import io.github.jwtauth.boot.security.JwtAuthSecurityAutoConfiguration;
import io.github.jwtauth.boot.userdetails.JwtAuthUserDetailsAutoConfiguration;
import io.github.jwtauth.boot.web.JwtAuthRegistrationWebAutoConfiguration;
import io.github.jwtauth.boot.web.JwtAuthWebAutoConfiguration;
import io.github.jwtauth.mfa.InMemoryMfaStore;
import io.github.jwtauth.mfa.InMemoryRememberedDeviceStore;
import io.github.jwtauth.mfa.RememberedDeviceStore;
import io.github.jwtauth.mfa.SealedFactorStore;
import io.github.jwtauth.onetimetoken.InMemoryOneTimeTokenStore;
import io.github.jwtauth.onetimetoken.OneTimeTokenStore;
import io.github.jwtauth.password.InMemoryPasswordHistoryStore;
import io.github.jwtauth.password.PasswordHistoryStore;
import io.github.jwtauth.protection.InMemoryLoginFailureStore;
import io.github.jwtauth.protection.LoginFailureStore;
import io.github.jwtauth.session.InMemorySessionStore;
import io.github.jwtauth.session.RevocationSource;
import io.github.jwtauth.session.SessionStore;
import io.github.jwtauth.token.InMemorySigningKeyStore;
import io.github.jwtauth.token.SigningKeyStore;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Every auto-configuration of ours but those of the database, between Boot's own, over
 * stores in memory.
 */
@Configuration(proxyBeanMethods = false)
public class TestStarter {

	/** Strong enough to start. */
	public static final String SECRET = "kq8hO3YVbnU4cGxhpR7tSxW1eZfJ0dMiQy2LwNvAoTs";

	/**
	 * A host with nothing of its own.
	 * @return a runner to add to
	 */
	public static WebApplicationContextRunner runner() {
		return runnerWithoutAccounts().withUserConfiguration(TestStarterAccounts.class);
	}

	/**
	 * A host whose accounts are still to be defined.
	 * @return a runner to add to
	 */
	public static WebApplicationContextRunner runnerWithoutAccounts() {
		return new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(JwtAuthAdminAutoConfiguration.class,
					JwtAuthAutoConfiguration.class, JwtAuthHttpAutoConfiguration.class,
					JwtAuthJoseAutoConfiguration.class, JwtAuthPasswordAutoConfiguration.class,
					JwtAuthUserDetailsAutoConfiguration.class, JwtAuthWebAutoConfiguration.class,
					JwtAuthMfaAutoConfiguration.class, JwtAuthRegistrationWebAutoConfiguration.class,
					JwtAuthSecurityAutoConfiguration.class, JwtAuthHostSecurityAutoConfiguration.class,
					JwtAuthEndpointSecurityAutoConfiguration.class, OAuth2ResourceServerAutoConfiguration.class,
					OAuth2ResourceServerWebSecurityAutoConfiguration.class, SecurityAutoConfiguration.class,
					SecurityFilterAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class,
					UserDetailsServiceAutoConfiguration.class, WebMvcAutoConfiguration.class))
			.withUserConfiguration(TestStarter.class)
			.withPropertyValues("jwtauth.secret=" + SECRET, "jwtauth.public-url=https://app.example.com");
	}

	@Bean
	InMemoryTransactions inMemoryTransactions() {
		return new InMemoryTransactions();
	}

	@Bean
	SubjectStore subjectStore(InMemoryTransactions transactions) {
		return new InMemorySubjectStore(transactions, Clock.systemUTC());
	}

	@Bean
	SessionStore sessionStore(InMemoryTransactions transactions) {
		return new InMemorySessionStore(transactions, Clock.systemUTC());
	}

	@Bean
	OneTimeTokenStore oneTimeTokenStore(InMemoryTransactions transactions) {
		return new InMemoryOneTimeTokenStore(transactions);
	}

	@Bean
	ExternalIdentityStore externalIdentityStore(InMemoryTransactions transactions) {
		return new InMemoryExternalIdentityStore(transactions);
	}

	@Bean
	AccountDetailsStore accountDetailsStore(InMemoryTransactions transactions) {
		return new InMemoryAccountDetailsStore(transactions);
	}

	@Bean
	PasswordHistoryStore passwordHistoryStore(InMemoryTransactions transactions) {
		return new InMemoryPasswordHistoryStore(transactions);
	}

	@Bean
	LoginFailureStore loginFailureStore(InMemoryTransactions transactions) {
		return new InMemoryLoginFailureStore(transactions);
	}

	@Bean
	InMemoryMfaStore mfaStore(InMemoryTransactions transactions) {
		return new InMemoryMfaStore(transactions);
	}

	@Bean
	SealedFactorStore sealedFactorStore(InMemoryMfaStore store) {
		return store.sealed();
	}

	@Bean
	RememberedDeviceStore rememberedDeviceStore(InMemoryTransactions transactions) {
		return new InMemoryRememberedDeviceStore(transactions);
	}

	@Bean
	RevocationSource revocationSource() {
		return (lookBack) -> new RevocationSource.Revocations(List.of(), Map.of());
	}

	@Bean
	AdministratorStore administratorStore(InMemoryTransactions transactions) {
		return new InMemoryAdministratorStore(transactions);
	}

	@Bean
	SigningKeyStore signingKeyStore(InMemoryTransactions transactions) {
		return new InMemorySigningKeyStore(transactions);
	}

}

/**
 * Not nested: a nested configuration would be part of the other.
 */
@Configuration(proxyBeanMethods = false)
class TestStarterAccounts {

	@Bean
	AccountStore accountStore(InMemoryTransactions transactions) {
		return new InMemoryAccountStore(transactions);
	}

}
