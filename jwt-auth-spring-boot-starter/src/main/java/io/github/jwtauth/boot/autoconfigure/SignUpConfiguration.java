package io.github.jwtauth.boot.autoconfigure;

import java.time.Clock;

import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.ExternalIdentityStore;
import io.github.jwtauth.account.ExtraFields;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.OnChangeableAccounts;
import io.github.jwtauth.login.SessionGrant;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.onetimetoken.OneTimeCodes;
import io.github.jwtauth.onetimetoken.OneTimeTokenStore;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.password.PasswordChoice;
import io.github.jwtauth.password.PasswordPolicy;
import io.github.jwtauth.registration.NewAccounts;
import io.github.jwtauth.registration.QuietRegistration;
import io.github.jwtauth.registration.Registration;
import io.github.jwtauth.registration.RegistrationPolicy;
import io.github.jwtauth.registration.RegistrationRules;
import io.github.jwtauth.registration.RegistrationSettings;
import io.github.jwtauth.registration.UnprovenAccounts;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import io.github.jwtauth.verification.EmailProof;
import io.github.jwtauth.verification.EmailVerification;
import io.github.jwtauth.verification.VerificationMail;
import io.github.jwtauth.verification.VerificationSettings;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * The form, and the proof of an address. A host that wants another walk switches the
 * endpoint off and composes its own controller from these.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(OnChangeableAccounts.class)
class SignUpConfiguration {

	@Bean
	@ConditionalOnMissingBean
	VerificationSettings jwtAuthVerificationSettings(JwtAuthProperties properties) {
		return properties.emailVerification().settings();
	}

	@Bean
	@ConditionalOnMissingBean
	RegistrationSettings jwtAuthRegistrationSettings(RegistrationProperties properties) {
		return properties.settings();
	}

	@Bean
	@ConditionalOnMissingBean
	OneTimeCodes jwtAuthOneTimeCodes(OneTimeTokens tokens, OneTimeTokenStore store, Transactions transactions,
			SecretKeys keys, RandomBytes random, @JwtAuthBean Clock clock) {
		return new OneTimeCodes(tokens, store, transactions, keys, random, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	VerificationMail jwtAuthVerificationMail(VerificationSettings settings, OneTimeCodes codes,
			AccountDetailsStore details, AccountNotifier notifier, @JwtAuthBean Clock clock) {
		return new VerificationMail(settings, codes, details, notifier, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	EmailProof jwtAuthEmailProof(AccountDetailsStore details, OneTimeTokens tokens, ExternalIdentityStore identities,
			RefreshTokenWhitelist whitelist, AuthEventPublisher events, @JwtAuthBean Clock clock) {
		return new EmailProof(details, tokens, identities, whitelist, events, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	EmailVerification jwtAuthEmailVerification(VerificationSettings settings, AccountStore accounts,
			AccountLookup lookup, SubjectStore subjects, OneTimeTokens tokens, OneTimeCodes codes,
			VerificationMail mail, EmailProof proof, AuthEventPublisher events, Transactions transactions,
			RandomBytes random, @JwtAuthBean Clock clock) {
		return new EmailVerification(settings, accounts, lookup, subjects, tokens, codes, mail, proof, events,
				transactions, random, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	RegistrationRules jwtAuthRegistrationRules(RegistrationSettings settings, ExtraFields declared,
			PasswordPolicy passwords) {
		return new RegistrationRules(settings, declared, passwords);
	}

	@Bean
	@ConditionalOnMissingBean
	NewAccounts jwtAuthNewAccounts(SubjectStore subjects, AccountDetailsStore details, RegistrationSettings settings,
			AuthEventPublisher events, RandomBytes random, @JwtAuthBean Clock clock) {
		return new NewAccounts(subjects, details, settings, events, random, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	QuietRegistration jwtAuthQuietRegistration(AccountStore accounts, AccountLookup lookup, AccountDetailsStore details,
			NewAccounts newAccounts, UnprovenAccounts unproven, VerificationMail mail, OneTimeCodes codes,
			AccountNotifier notifier, AuthEventPublisher events, Transactions transactions, @JwtAuthBean Clock clock) {
		return new QuietRegistration(accounts, lookup, details, newAccounts, unproven, mail, codes, notifier, events,
				transactions, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	Registration jwtAuthRegistration(RegistrationRules rules, RegistrationSettings settings,
			VerificationSettings verification, RegistrationPolicy policy, LoginPolicy loginPolicy,
			AccountStore accounts, PasswordChoice passwords, NewAccounts newAccounts, QuietRegistration quiet,
			VerificationMail mail, OneTimeTokens tokens, SessionGrant grant, Transactions transactions) {
		return new Registration(rules, settings, verification, policy, loginPolicy, accounts, passwords, newAccounts,
				quiet, mail, tokens, grant, transactions);
	}

}
