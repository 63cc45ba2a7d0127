package io.github.jwtauth.boot.autoconfigure;

import java.time.Clock;

import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.ExternalIdentityStore;
import io.github.jwtauth.account.ExtraFields;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.login.AccountRemains;
import io.github.jwtauth.login.TokenExchange;
import io.github.jwtauth.registration.ExternalRegistration;
import io.github.jwtauth.registration.ExternalSignIn;
import io.github.jwtauth.registration.RegistrationPolicy;
import io.github.jwtauth.registration.UnprovenAccounts;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How accounts come to be.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RegistrationProperties.class)
class RegistrationConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ExtraFields jwtAuthExtraFields(RegistrationProperties properties) {
		return properties.declared();
	}

	@Bean
	@ConditionalOnMissingBean
	RegistrationPolicy jwtAuthRegistrationPolicy(RegistrationProperties properties) {
		return RegistrationPolicy.of(properties.mode());
	}

	@Bean
	@ConditionalOnMissingBean
	UnprovenAccounts jwtAuthUnprovenAccounts(AccountStore accounts, SubjectStore subjects, AccountDetailsStore details,
			AccountRemains remains) {
		return new UnprovenAccounts(accounts, subjects, details, remains);
	}

	@Bean
	@ConditionalOnMissingBean
	ExternalRegistration jwtAuthExternalRegistration(AccountStore accounts, SubjectStore subjects,
			ExternalIdentityStore identities, AccountDetailsStore details, UnprovenAccounts unproven,
			AuthEventPublisher events, Transactions transactions, RandomBytes random, @JwtAuthBean Clock clock) {
		return new ExternalRegistration(accounts, subjects, identities, details, unproven, events, transactions, random,
				clock);
	}

	@Bean
	@ConditionalOnMissingBean
	ExternalSignIn jwtAuthExternalSignIn(ExternalIdentityStore identities, AccountLookup accounts,
			LoginPolicy loginPolicy, RegistrationPolicy registrationPolicy, ExternalRegistration registration,
			TokenExchange exchange, RegistrationProperties properties) {
		return new ExternalSignIn(identities, accounts, loginPolicy, registrationPolicy, registration, exchange,
				properties.defaultRoles());
	}

}
