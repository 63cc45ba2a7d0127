package io.github.jwtauth.boot.userdetails;

import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.boot.http.LoginsAnnounced;
import io.github.jwtauth.login.PasswordCheck;
import io.github.jwtauth.password.HashWeight;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.protection.HashingBulkhead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.userdetails.UserDetailsPasswordService;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * The users that the host has already ({@code jwtauth.accounts=user-details}). Beans of
 * Spring Security's types alone change nothing: a host with a login form has them, too.
 */
@AutoConfiguration(beforeName = "io.github.jwtauth.boot.autoconfigure.JwtAuthAutoConfiguration")
@Conditional(OnUserDetailsAccounts.class)
public final class JwtAuthUserDetailsAutoConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(JwtAuthUserDetailsAutoConfiguration.class);

	private static <T> T theOne(Class<T> type, ObjectProvider<T> marked, ObjectProvider<T> all) {
		T one = marked.getIfUnique(all::getIfUnique);
		if (one == null) {
			throw new InvalidPropertyException("jwtauth.accounts",
					"it is 'user-details', and there are several beans of type " + type.getName(),
					"Mark the one to use with @JwtAuthBean or @Primary");
		}
		return one;
	}

	/**
	 * Together: what the passwords, the rules and the accounts are belongs to one mode.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(UserDetailsService.class)
	@ConditionalOnMissingBean(AccountStore.class)
	static class Users {

		@Bean
		AccountStore jwtAuthAccountStore(@JwtAuthBean ObjectProvider<UserDetailsService> marked,
				ObjectProvider<UserDetailsService> all, ObjectProvider<UserDetailsPasswordService> passwords) {
			logger.info("Accounts are the host's users: login, refresh, logout and sessions work; addresses are not "
					+ "verified, and everything else about a user is the host's");
			return new UserDetailsAccounts(theOne(UserDetailsService.class, marked, all), passwords.getIfUnique());
		}

		/** Nobody can verify an address here: no rule may wait for that. */
		@Bean
		@ConditionalOnMissingBean
		LoginPolicy jwtAuthLoginPolicy() {
			return LoginPolicy.activeAccounts(false);
		}

		/**
		 * With the encoder that the host's other logins use, which must be able to read
		 * what is written here.
		 */
		@Bean
		@ConditionalOnMissingBean
		Passwords jwtAuthPasswords(@JwtAuthBean ObjectProvider<PasswordEncoder> marked,
				ObjectProvider<PasswordEncoder> all, HashingBulkhead bulkhead, RandomBytes random, HashWeight weight) {
			PasswordEncoder encoder = marked
				.getIfUnique(() -> all.getIfUnique(PasswordEncoderFactories::createDelegatingPasswordEncoder));
			return new Passwords(encoder, bulkhead, random, weight);
		}

	}

	/** Only a bean that the host has defined: Spring Security makes none by itself. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(AuthenticationManager.class)
	@ConditionalOnMissingBean(PasswordCheck.class)
	static class Managed {

		@Bean
		PasswordCheck jwtAuthPasswordCheck(@JwtAuthBean ObjectProvider<AuthenticationManager> marked,
				ObjectProvider<AuthenticationManager> all, AccountLookup accounts, HashingBulkhead bulkhead) {
			return new ManagedPasswords(theOne(AuthenticationManager.class, marked, all), accounts, bulkhead);
		}

		@Bean
		LoginsAnnounced jwtAuthLoginsAnnounced() {
			return new LoginsAnnounced();
		}

	}

}
