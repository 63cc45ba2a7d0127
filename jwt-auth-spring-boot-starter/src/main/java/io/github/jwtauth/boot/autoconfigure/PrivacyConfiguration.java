package io.github.jwtauth.boot.autoconfigure;

import java.time.Clock;

import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.AdministratorGuard;
import io.github.jwtauth.account.ExternalIdentityStore;
import io.github.jwtauth.account.ExtraFields;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.login.AccountRemains;
import io.github.jwtauth.login.PasswordGuesses;
import io.github.jwtauth.mfa.RememberedDevices;
import io.github.jwtauth.mfa.SecondFactors;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.privacy.AccountDeletion;
import io.github.jwtauth.privacy.AccountErasure;
import io.github.jwtauth.privacy.AccountExport;
import io.github.jwtauth.privacy.DueDeletions;
import io.github.jwtauth.privacy.PersonalDataContributor;
import io.github.jwtauth.privacy.PersonalDataContributors;
import io.github.jwtauth.profile.AccountProfile;
import io.github.jwtauth.session.DeviceSessions;
import io.github.jwtauth.session.RefreshTokenWhitelist;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What owners see, take along and delete.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeletionProperties.class)
class PrivacyConfiguration {

	@Bean
	@ConditionalOnMissingBean
	AccountProfile jwtAuthAccountProfile(AccountLookup lookup, AccountStore accounts, SubjectStore subjects,
			AccountDetailsStore details, ExternalIdentityStore identities, AuthEventPublisher events,
			Transactions transactions, @JwtAuthBean Clock clock, ExtraFields extraFields) {
		return new AccountProfile(lookup, accounts, subjects, details, identities, events, transactions, clock,
				extraFields);
	}

	@Bean
	@ConditionalOnMissingBean
	PersonalDataContributors jwtAuthPersonalDataContributors(ObjectProvider<PersonalDataContributor> contributors) {
		return new PersonalDataContributors(contributors.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	AccountExport jwtAuthAccountExport(AccountProfile profiles, DeviceSessions sessions, SecondFactors factors,
			RememberedDevices devices, PersonalDataContributors contributors, AuthEventPublisher events,
			@JwtAuthBean Clock clock) {
		return new AccountExport(profiles, sessions, factors, devices, contributors, events, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	AccountErasure jwtAuthAccountErasure(AccountStore accounts, AccountDetailsStore details, AccountRemains remains,
			PersonalDataContributors contributors, AccountNotifier notifier,
			ObjectProvider<AdministratorGuard> administrators, AuthEventPublisher events, @JwtAuthBean Clock clock) {
		return new AccountErasure(accounts, details, remains, contributors, notifier,
				administrators.getIfAvailable(() -> AdministratorGuard.NONE), events, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	AccountDeletion jwtAuthAccountDeletion(AccountLookup lookup, SubjectStore subjects, AccountDetailsStore details,
			PasswordGuesses guesses, Passwords passwords, RefreshTokenWhitelist whitelist, AccountErasure erasure,
			AccountNotifier notifier, AuthEventPublisher events, Transactions transactions, @JwtAuthBean Clock clock,
			DeletionProperties properties) {
		return new AccountDeletion(lookup, subjects, details, guesses, passwords, whitelist, erasure, notifier, events,
				transactions, clock, properties.settings());
	}

	@Bean
	@ConditionalOnMissingBean
	DueDeletions jwtAuthDueDeletions(SubjectStore subjects, AccountErasure erasure, Transactions transactions,
			@JwtAuthBean Clock clock) {
		return new DueDeletions(subjects, erasure, transactions, clock);
	}

}
