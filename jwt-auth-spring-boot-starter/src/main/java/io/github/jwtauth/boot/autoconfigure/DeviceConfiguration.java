package io.github.jwtauth.boot.autoconfigure;

import java.time.Clock;

import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.OnChangeableAccounts;
import io.github.jwtauth.login.DeviceTokens;
import io.github.jwtauth.login.FactorGate;
import io.github.jwtauth.login.PasswordCheck;
import io.github.jwtauth.login.PasswordGuesses;
import io.github.jwtauth.login.Reauthentication;
import io.github.jwtauth.login.SecurityNotices;
import io.github.jwtauth.login.SessionDisavowal;
import io.github.jwtauth.mfa.FactorChecks;
import io.github.jwtauth.mfa.FactorReset;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.password.PasswordResetOffer;
import io.github.jwtauth.password.PasswordVoiding;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import io.github.jwtauth.session.SessionTokens;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Which device is known, who is told of one that is not, and who proves again who they
 * are.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NoticesProperties.class)
class DeviceConfiguration {

	@Bean
	@ConditionalOnMissingBean
	DeviceTokens jwtAuthDeviceTokens(SecretKeys keys, RandomBytes random, @JwtAuthBean Clock clock) {
		return new DeviceTokens(keys, random, clock);
	}

	/**
	 * People who are kept elsewhere get no mail of ours: nobody has proven their
	 * addresses, and the pages of its links are not served.
	 */
	@Bean
	@ConditionalOnMissingBean
	SecurityNotices jwtAuthSecurityNotices(AccountLookup accounts, AccountDetailsStore details, OneTimeTokens tokens,
			AccountNotifier notifier, NoticesProperties properties, Environment environment) {
		boolean told = OnChangeableAccounts.holds(environment);
		return new SecurityNotices(accounts, details, tokens, notifier, told && properties.newDevice(),
				told && properties.refreshTokenReused());
	}

	@Bean
	@ConditionalOnMissingBean
	SessionDisavowal jwtAuthSessionDisavowal(OneTimeTokens tokens, SubjectStore subjects, AccountLookup accounts,
			AccountDetailsStore details, RefreshTokenWhitelist whitelist, FactorReset factors, PasswordVoiding voiding,
			ObjectProvider<PasswordResetOffer> reset, Transactions transactions, AuthEventPublisher events,
			@JwtAuthBean Clock clock) {
		return new SessionDisavowal(tokens, subjects, accounts, details, whitelist, factors, voiding,
				reset.getIfAvailable(), transactions, events, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	Reauthentication jwtAuthReauthentication(AccountLookup lookup, AccountStore accounts, SubjectStore subjects,
			PasswordGuesses guesses, PasswordCheck passwords, LoginPolicy policy, FactorGate gate, FactorChecks factors,
			RefreshTokenWhitelist whitelist, SessionTokens tokens, AuthEventPublisher events, Transactions transactions,
			@JwtAuthBean Clock clock) {
		return new Reauthentication(lookup, accounts, subjects, guesses, passwords, policy, gate, factors, whitelist,
				tokens, events, transactions, clock);
	}

}
