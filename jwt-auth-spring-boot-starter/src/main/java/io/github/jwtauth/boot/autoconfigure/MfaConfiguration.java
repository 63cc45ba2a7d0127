package io.github.jwtauth.boot.autoconfigure;

import java.time.Clock;
import java.time.Duration;

import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.ExpiredRows;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.boot.http.OnChangeableAccounts;
import io.github.jwtauth.mfa.FactorChecks;
import io.github.jwtauth.mfa.FactorGuesses;
import io.github.jwtauth.mfa.FactorNotices;
import io.github.jwtauth.mfa.FactorRemains;
import io.github.jwtauth.mfa.FactorResealing;
import io.github.jwtauth.mfa.FactorReset;
import io.github.jwtauth.mfa.MfaSettings;
import io.github.jwtauth.mfa.MfaStore;
import io.github.jwtauth.mfa.RecoveryCodes;
import io.github.jwtauth.mfa.RememberedDeviceStore;
import io.github.jwtauth.mfa.RememberedDevices;
import io.github.jwtauth.mfa.SealedFactorStore;
import io.github.jwtauth.mfa.SecondFactors;
import io.github.jwtauth.mfa.TotpEnrollment;
import io.github.jwtauth.mfa.TotpFactors;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.protection.FactorBudget;
import io.github.jwtauth.protection.LoginFailureStore;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The second factor: what is stored, compared and counted.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MfaProperties.class)
class MfaConfiguration {

	private static final Duration PENDING = Duration.ofHours(1);

	@Bean
	@ConditionalOnMissingBean
	MfaSettings jwtAuthMfaSettings(MfaProperties properties,
			@Value("${spring.application.name:application}") String applicationName) {
		return properties.settings(applicationName);
	}

	@Bean
	@ConditionalOnMissingBean
	TotpFactors jwtAuthTotpFactors(ObjectProvider<MfaStore> store, MfaSettings settings, AtRestEncryption atRest,
			AuthEventPublisher events, @JwtAuthBean Clock clock) {
		return new TotpFactors(NoFactors.factors(store, settings), atRest, events, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	RecoveryCodes jwtAuthRecoveryCodes(ObjectProvider<MfaStore> store, MfaSettings settings, AtRestEncryption atRest,
			RandomBytes random) {
		return new RecoveryCodes(NoFactors.factors(store, settings), atRest, random);
	}

	@Bean
	@ConditionalOnMissingBean
	SecondFactors jwtAuthSecondFactors(ObjectProvider<MfaStore> store, MfaSettings settings, TotpFactors totp,
			RecoveryCodes recoveryCodes) {
		return new SecondFactors(NoFactors.factors(store, settings), totp, recoveryCodes);
	}

	@Bean
	@ConditionalOnMissingBean
	RememberedDevices jwtAuthRememberedDevices(ObjectProvider<RememberedDeviceStore> store, MfaSettings settings,
			Transactions transactions, AuthEventPublisher events, RandomBytes random, @JwtAuthBean Clock clock) {
		return new RememberedDevices(NoFactors.devices(store, settings), settings, transactions, events, random, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	FactorBudget jwtAuthFactorBudget(ObjectProvider<LoginFailureStore> store, MfaSettings settings, SecretKeys keys,
			@JwtAuthBean Clock clock) {
		return new FactorBudget(NoFactors.failures(store, settings), keys, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	FactorGuesses jwtAuthFactorGuesses(FactorBudget budget, SecondFactors factors, AuthEventPublisher events,
			@JwtAuthBean Clock clock) {
		return new FactorGuesses(budget, factors, events, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	FactorRemains jwtAuthFactorRemains(ObjectProvider<MfaStore> store, ObjectProvider<RememberedDeviceStore> devices,
			MfaSettings settings, FactorBudget budget) {
		return new FactorRemains(NoFactors.factors(store, settings), NoFactors.devices(devices, settings), budget);
	}

	/** People who are kept elsewhere get no mail of ours, as for other notices. */
	@Bean
	@ConditionalOnMissingBean
	FactorNotices jwtAuthFactorNotices(AccountDetailsStore details, AccountNotifier notifier, Environment environment,
			@JwtAuthBean Clock clock) {
		return new FactorNotices(details, notifier, clock, OnChangeableAccounts.holds(environment));
	}

	@Bean
	@ConditionalOnMissingBean
	FactorChecks jwtAuthFactorChecks(FactorGuesses guesses, FactorBudget budget, SecondFactors factors,
			OneTimeTokens tokens, FactorNotices notices, AuthEventPublisher events, Transactions transactions,
			@JwtAuthBean Clock clock) {
		return new FactorChecks(guesses, budget, factors, tokens, notices, events, transactions, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	FactorReset jwtAuthFactorReset(AccountLookup accounts, SubjectStore subjects, FactorRemains remains,
			OneTimeTokens tokens, FactorNotices notices, AuthEventPublisher events, Transactions transactions,
			@JwtAuthBean Clock clock) {
		return new FactorReset(accounts, subjects, remains, tokens, notices, events, transactions, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	TotpEnrollment jwtAuthTotpEnrollment(AccountLookup accounts, SubjectStore subjects, ObjectProvider<MfaStore> store,
			TotpFactors totp, RecoveryCodes recoveryCodes, FactorChecks checks, FactorReset reset, OneTimeTokens tokens,
			FactorNotices notices, MfaSettings settings, AuthEventPublisher events, Transactions transactions,
			RandomBytes random, @JwtAuthBean Clock clock) {
		return new TotpEnrollment(accounts, subjects, NoFactors.factors(store, settings), totp, recoveryCodes, checks,
				reset, tokens, notices, settings, events, transactions, random, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	FactorResealing jwtAuthFactorResealing(ObjectProvider<SealedFactorStore> boxes, AtRestEncryption atRest) {
		return new FactorResealing(boxes.getIfAvailable(() -> SealedFactorStore.NONE), atRest);
	}

	/** Whoever shows an app the seed and goes for lunch sets it up again. */
	@Bean
	ExpiredRows jwtAuthForgottenFactors(ObjectProvider<MfaStore> store, MfaSettings settings) {
		MfaStore factors = NoFactors.factors(store, settings);
		return (now, limit) -> factors.purgePending(now.minus(PENDING), limit);
	}

	@Bean
	ExpiredRows jwtAuthExpiredDevices(ObjectProvider<RememberedDeviceStore> devices, MfaSettings settings) {
		return NoFactors.devices(devices, settings)::purge;
	}

	@Bean
	DoctorSection jwtAuthMfaDoctorSection(MfaSettings settings, ObjectProvider<MfaStore> store) {
		return new MfaDoctorSection(settings, NoFactors.factors(store, settings));
	}

}
