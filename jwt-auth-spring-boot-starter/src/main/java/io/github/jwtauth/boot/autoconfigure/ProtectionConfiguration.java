package io.github.jwtauth.boot.autoconfigure;

import java.time.Clock;
import java.time.Duration;

import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.ExpiredRows;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.boot.http.OnChangeableAccounts;
import io.github.jwtauth.login.AccountUnlock;
import io.github.jwtauth.login.DeviceTokens;
import io.github.jwtauth.login.LockNotices;
import io.github.jwtauth.login.PasswordGuesses;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.protection.FactorBudget;
import io.github.jwtauth.protection.LockoutMode;
import io.github.jwtauth.protection.LockoutProtection;
import io.github.jwtauth.protection.LoginFailureStore;
import io.github.jwtauth.protection.LoginProtection;
import io.github.jwtauth.protection.RateLimiter;
import io.github.jwtauth.protection.SuspiciousTraffic;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * What bounds guesses at passwords.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LockoutProperties.class)
class ProtectionConfiguration {

	@Bean
	@ConditionalOnMissingBean
	LoginProtection jwtAuthLoginProtection(LockoutProperties properties, ObjectProvider<LoginFailureStore> store,
			SecretKeys keys, @JwtAuthBean Clock clock) {
		return (properties.mode() == LockoutMode.OFF) ? LoginProtection.off() : new LockoutProtection(store.getObject(),
				keys, properties.settings(), clock, ProtectionConfiguration::pause);
	}

	@Bean
	@ConditionalOnMissingBean
	SuspiciousTraffic jwtAuthSuspiciousTraffic(ObjectProvider<RateLimiter> limiter, SecretKeys keys,
			AuthEventPublisher events, @JwtAuthBean Clock clock) {
		return new SuspiciousTraffic(limiter.getIfAvailable(), keys, events, clock);
	}

	/** People who are kept elsewhere get no mail of ours, as for other notices. */
	@Bean
	@ConditionalOnMissingBean
	LockNotices jwtAuthLockNotices(LoginProtection protection, AccountLookup lookup, AccountStore accounts,
			AccountDetailsStore details, AccountNotifier notifier, AuthEventPublisher events, Transactions transactions,
			RandomBytes random, NoticesProperties properties, Environment environment) {
		return new LockNotices(protection, lookup, accounts, details, notifier, events, transactions, random,
				OnChangeableAccounts.holds(environment) && properties.accountLocked());
	}

	@Bean
	@ConditionalOnMissingBean
	PasswordGuesses jwtAuthPasswordGuesses(LoginProtection protection, AccountLookup lookup, AccountStore accounts,
			DeviceTokens devices, Passwords passwords, LockNotices notices, SuspiciousTraffic traffic,
			AuthEventPublisher events, SecretKeys keys, @JwtAuthBean Clock clock) {
		return new PasswordGuesses(protection, lookup, accounts, devices, passwords, notices, traffic, events, keys,
				clock);
	}

	@Bean
	@ConditionalOnMissingBean
	AccountUnlock jwtAuthAccountUnlock(AccountLookup lookup, AccountStore accounts, LoginProtection protection,
			FactorBudget factors, AuthEventPublisher events, Transactions transactions, @JwtAuthBean Clock clock) {
		return new AccountUnlock(lookup, accounts, protection, factors, events, transactions, clock);
	}

	/** Where nothing is counted there may be no store. */
	@Bean
	ExpiredRows jwtAuthExpiredLoginFailures(ObjectProvider<LoginFailureStore> store) {
		LoginFailureStore counted = store.getIfAvailable();
		return (counted != null) ? counted::purge : (now, limit) -> 0;
	}

	@Bean
	DoctorSection jwtAuthLockoutDoctorSection(LockoutProperties properties, LoginProtection protection) {
		return new LockoutDoctorSection(properties.settings(), protection);
	}

	private static void pause(Duration time) {
		try {
			Thread.sleep(time.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
