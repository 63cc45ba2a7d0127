package io.github.jwtauth.boot.autoconfigure;

import java.time.Clock;

import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.ExternalIdentityStore;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.OnChangeableAccounts;
import io.github.jwtauth.login.FactorGate;
import io.github.jwtauth.login.PasswordChange;
import io.github.jwtauth.login.PasswordGuesses;
import io.github.jwtauth.mfa.FactorRemains;
import io.github.jwtauth.mfa.RememberedDevices;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.password.BreachedPasswords;
import io.github.jwtauth.password.PasswordChoice;
import io.github.jwtauth.password.PasswordHistoryStore;
import io.github.jwtauth.password.PasswordPolicy;
import io.github.jwtauth.password.PasswordReplacement;
import io.github.jwtauth.password.PasswordReset;
import io.github.jwtauth.password.PasswordResetOffer;
import io.github.jwtauth.password.PasswordRules;
import io.github.jwtauth.password.PasswordVoiding;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.password.ProvenAddress;
import io.github.jwtauth.password.StandardPasswordPolicy;
import io.github.jwtauth.protection.LoginProtection;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import io.github.jwtauth.session.SessionTokens;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * New passwords: what is demanded of them, and who may set one.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ PasswordProperties.class, PasswordResetProperties.class })
class PasswordConfiguration {

	@Bean
	@ConditionalOnMissingBean
	PasswordRules jwtAuthPasswordRules(PasswordProperties properties, Environment environment) {
		return properties.rules(environment.getProperty("spring.application.name", ""));
	}

	/** The rules, and then the breaches where they are asked: one bean for every way. */
	@Bean
	@ConditionalOnMissingBean
	PasswordPolicy jwtAuthPasswordPolicy(PasswordRules rules, ObjectProvider<BreachedPasswords> breached,
			AuthEventPublisher events, @JwtAuthBean Clock clock) {
		BreachedPasswords asked = rules.breachCheck() ? breached.getIfAvailable() : null;
		return new StandardPasswordPolicy(rules, (asked != null) ? asked : BreachedPasswords.UNASKED, events, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	PasswordChoice jwtAuthPasswordChoice(PasswordPolicy policy, Passwords passwords) {
		return new PasswordChoice(policy, passwords);
	}

	@Bean
	@ConditionalOnMissingBean
	PasswordVoiding jwtAuthPasswordVoiding(Passwords passwords, AccountStore accounts, PasswordHistoryStore history,
			PasswordRules rules, @JwtAuthBean Clock clock) {
		return new PasswordVoiding(passwords, accounts, history, rules, clock);
	}

	/** Together: nothing of it works where passwords are set elsewhere. */
	@Configuration(proxyBeanMethods = false)
	@Conditional(OnChangeableAccounts.class)
	static class Replaceable {

		@Bean
		@ConditionalOnMissingBean
		PasswordReplacement jwtAuthPasswordReplacement(PasswordChoice choice, PasswordRules rules,
				AccountStore accounts, SubjectStore subjects, AccountDetailsStore details, PasswordHistoryStore history,
				OneTimeTokens tokens, RefreshTokenWhitelist whitelist, RememberedDevices devices,
				AccountNotifier notifier, AuthEventPublisher events, @JwtAuthBean Clock clock) {
			return new PasswordReplacement(choice, rules, accounts, subjects, details, history, tokens, whitelist,
					devices, notifier, events, clock);
		}

		@Bean
		@ConditionalOnMissingBean
		PasswordChange jwtAuthPasswordChange(AccountLookup accounts, LoginPolicy policy, PasswordGuesses guesses,
				Passwords passwords, FactorGate gate, PasswordReplacement replacement, RefreshTokenWhitelist whitelist,
				SessionTokens tokens, Transactions transactions, @JwtAuthBean Clock clock) {
			return new PasswordChange(accounts, policy, guesses, passwords, gate, replacement, whitelist, tokens,
					transactions, clock);
		}

		@Bean
		@ConditionalOnMissingBean
		ProvenAddress jwtAuthProvenAddress(AccountStore accounts, AccountDetailsStore details,
				PasswordHistoryStore history, ExternalIdentityStore identities, OneTimeTokens tokens,
				FactorRemains factors, LoginProtection protection, AuthEventPublisher events,
				@JwtAuthBean Clock clock) {
			return new ProvenAddress(accounts, details, history, identities, factors, tokens, protection, events,
					clock);
		}

		@Bean
		@ConditionalOnMissingBean
		PasswordResetOffer jwtAuthPasswordResetOffer(OneTimeTokens tokens, AccountNotifier notifier,
				PasswordResetProperties properties, @JwtAuthBean Clock clock) {
			return new PasswordResetOffer(tokens, notifier, properties.lifetime(), clock);
		}

		@Bean
		@ConditionalOnMissingBean
		PasswordReset jwtAuthPasswordReset(AccountLookup accounts, LoginPolicy policy, OneTimeTokens tokens,
				PasswordReplacement replacement, ProvenAddress addresses, AccountDetailsStore details,
				PasswordResetOffer offer, AccountNotifier notifier, AuthEventPublisher events,
				Transactions transactions, RandomBytes random, @JwtAuthBean Clock clock) {
			return new PasswordReset(accounts, policy, tokens, replacement, addresses, details, offer, notifier, events,
					transactions, random, clock);
		}

	}

}
