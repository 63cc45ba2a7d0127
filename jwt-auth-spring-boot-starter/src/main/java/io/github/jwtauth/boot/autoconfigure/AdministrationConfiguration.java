package io.github.jwtauth.boot.autoconfigure;

import java.time.Clock;

import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountDirectory;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.AdministratorGuard;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.administration.AccountAdministration;
import io.github.jwtauth.administration.AccountInspection;
import io.github.jwtauth.administration.AdministeredSessions;
import io.github.jwtauth.administration.AdministrationSettings;
import io.github.jwtauth.administration.AdministratorStore;
import io.github.jwtauth.administration.Administrators;
import io.github.jwtauth.administration.FirstAdministrator;
import io.github.jwtauth.administration.LastAdministrator;
import io.github.jwtauth.administration.SigningKeyAdministration;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.AdminProperties;
import io.github.jwtauth.boot.http.OnChangeableAccounts;
import io.github.jwtauth.login.AccountChanges;
import io.github.jwtauth.login.AccountUnlock;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import io.github.jwtauth.session.SessionStore;
import io.github.jwtauth.token.SigningKeyRing;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * What administrators see and do, where there are any ({@code jwtauth.admin.enabled}).
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("jwtauth.admin.enabled")
@EnableConfigurationProperties(AdminProperties.class)
class AdministrationConfiguration {

	@Bean
	@ConditionalOnMissingBean
	AdministrationSettings jwtAuthAdministrationSettings(AdminProperties properties, Environment environment) {
		return new AdministrationSettings(properties.role(), properties.setup(),
				OnChangeableAccounts.holds(environment));
	}

	@Bean
	@ConditionalOnMissingBean
	AdministratorGuard jwtAuthAdministratorGuard(ObjectProvider<AccountDirectory> directory, AdministratorStore store,
			LoginPolicy policy, SubjectStore subjects, AdministrationSettings settings) {
		return new LastAdministrator(directory.getIfAvailable(), store, policy, subjects, settings);
	}

	@Bean
	@ConditionalOnMissingBean
	Administrators jwtAuthAdministrators(AccountLookup lookup, LoginPolicy policy, AdministrationSettings settings) {
		return new Administrators(lookup, policy, settings);
	}

	@Bean
	@ConditionalOnMissingBean
	AccountAdministration jwtAuthAccountAdministration(Administrators administrators, AccountLookup lookup,
			AccountStore accounts, SubjectStore subjects, AccountChanges changes, AdministratorGuard guard,
			ObjectProvider<AccountUnlock> unlock, AuthEventPublisher events, Transactions transactions,
			AdministrationSettings settings, @JwtAuthBean Clock clock) {
		return new AccountAdministration(administrators, lookup, accounts, subjects, changes, guard,
				unlock.getIfAvailable(), events, transactions, settings, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	AccountInspection jwtAuthAccountInspection(ObjectProvider<AccountDirectory> directory, AccountLookup lookup,
			SubjectStore subjects, AccountDetailsStore details, ObjectProvider<AccountUnlock> unlock,
			AuthEventPublisher events, Transactions transactions, @JwtAuthBean Clock clock) {
		return new AccountInspection(directory.getIfAvailable(), lookup, subjects, details, unlock.getIfAvailable(),
				events, transactions, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	AdministeredSessions jwtAuthAdministeredSessions(SessionStore sessions, RefreshTokenWhitelist whitelist,
			SubjectStore subjects, AuthEventPublisher events, Transactions transactions, @JwtAuthBean Clock clock) {
		return new AdministeredSessions(sessions, whitelist, subjects, events, transactions, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	FirstAdministrator jwtAuthFirstAdministrator(ObjectProvider<AccountDirectory> directory, AdministratorStore store,
			AccountLookup lookup, AccountStore accounts, SubjectStore subjects, LoginPolicy policy,
			AccountChanges changes, AuthEventPublisher events, Transactions transactions,
			AdministrationSettings settings, @JwtAuthBean Clock clock) {
		return new FirstAdministrator(directory.getIfAvailable(), store, lookup, accounts, subjects, policy, changes,
				events, transactions, settings, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	SigningKeyAdministration jwtAuthSigningKeyAdministration(ObjectProvider<SigningKeyRing> ring,
			AuthEventPublisher events, Transactions transactions, @JwtAuthBean Clock clock) {
		return new SigningKeyAdministration(ring.getIfAvailable(), events, transactions, clock);
	}

}
