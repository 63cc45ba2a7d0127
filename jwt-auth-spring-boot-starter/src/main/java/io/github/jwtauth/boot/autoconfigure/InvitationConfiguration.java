package io.github.jwtauth.boot.autoconfigure;

import io.github.jwtauth.boot.http.AdminProperties;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;

import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.OnChangeableAccounts;
import io.github.jwtauth.login.ExternalLogin;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.password.PasswordChoice;
import io.github.jwtauth.registration.InvitationAcceptance;
import io.github.jwtauth.registration.InvitationSettings;
import io.github.jwtauth.registration.Invitations;
import io.github.jwtauth.registration.InvitedRegistration;
import io.github.jwtauth.registration.RegistrationPolicy;
import io.github.jwtauth.registration.RegistrationSettings;
import io.github.jwtauth.registration.UnprovenAccounts;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * How somebody is invited to have an account.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(OnChangeableAccounts.class)
@EnableConfigurationProperties({ AdminProperties.class, InvitationProperties.class })
class InvitationConfiguration {

	@Bean
	@ConditionalOnMissingBean
	InvitationSettings jwtAuthInvitationSettings(InvitationProperties properties, AdminProperties admin,
			RegistrationProperties registration) {
		Set<String> inviters = new TreeSet<>(properties.roles());
		inviters.add(admin.role());
		return InvitationSettings.of(inviters, registration.defaultRoles(), properties.lifetime());
	}

	@Bean
	@ConditionalOnMissingBean
	Invitations jwtAuthInvitations(AccountLookup lookup, AccountStore accounts, LoginPolicy policy,
			OneTimeTokens tokens, AccountNotifier notifier, AuthEventPublisher events, Transactions transactions,
			InvitationSettings settings, @JwtAuthBean Clock clock) {
		return new Invitations(lookup, accounts, policy, tokens, notifier, events, transactions, settings, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	InvitedRegistration jwtAuthInvitedRegistration(AccountStore accounts, SubjectStore subjects,
			AccountDetailsStore details, UnprovenAccounts unproven, OneTimeTokens tokens, AuthEventPublisher events,
			Transactions transactions, RegistrationSettings settings, @JwtAuthBean Clock clock) {
		return new InvitedRegistration(accounts, subjects, details, unproven, tokens, events, transactions,
				settings.consents(), clock);
	}

	@Bean
	@ConditionalOnMissingBean
	InvitationAcceptance jwtAuthInvitationAcceptance(Invitations invitations, RegistrationPolicy policy,
			PasswordChoice passwords, InvitedRegistration registration, ExternalLogin login, RandomBytes random) {
		return new InvitationAcceptance(invitations, policy, passwords, registration, login, random);
	}

}
