package io.github.jwtauth.boot.autoconfigure;

import java.time.Clock;

import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.ExternalIdentityStore;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.OnChangeableAccounts;
import io.github.jwtauth.mfa.FactorReset;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.password.PasswordResetOffer;
import io.github.jwtauth.password.PasswordVoiding;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import io.github.jwtauth.verification.EmailChange;
import io.github.jwtauth.verification.EmailChangeUndo;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * How an account gets another address.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(OnChangeableAccounts.class)
@EnableConfigurationProperties(EmailChangeProperties.class)
class EmailChangeConfiguration {

	@Bean
	@ConditionalOnMissingBean
	EmailChange jwtAuthEmailChange(AccountLookup lookup, AccountStore accounts, SubjectStore subjects,
			AccountDetailsStore details, OneTimeTokens tokens, AccountNotifier notifier, AuthEventPublisher events,
			Transactions transactions, EmailChangeProperties properties, @JwtAuthBean Clock clock) {
		return new EmailChange(lookup, accounts, subjects, details, tokens, notifier, events, transactions,
				properties.settings(), clock);
	}

	@Bean
	@ConditionalOnMissingBean
	EmailChangeUndo jwtAuthEmailChangeUndo(AccountLookup lookup, AccountStore accounts, SubjectStore subjects,
			AccountDetailsStore details, OneTimeTokens tokens, ExternalIdentityStore identities,
			RefreshTokenWhitelist whitelist, FactorReset factors, PasswordVoiding voiding, PasswordResetOffer reset,
			AccountNotifier notifier, AuthEventPublisher events, Transactions transactions, @JwtAuthBean Clock clock) {
		return new EmailChangeUndo(lookup, accounts, subjects, details, tokens, identities, whitelist, factors, voiding,
				reset, notifier, events, transactions, clock);
	}

}
