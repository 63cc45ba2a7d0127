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
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.login.AccountChanges;
import io.github.jwtauth.login.AccountRemains;
import io.github.jwtauth.login.ExternalLogin;
import io.github.jwtauth.login.FactorDemands;
import io.github.jwtauth.login.FactorGate;
import io.github.jwtauth.login.ForcedPasswordChange;
import io.github.jwtauth.login.IdentityLinking;
import io.github.jwtauth.login.Logout;
import io.github.jwtauth.login.OldSystemPasswords;
import io.github.jwtauth.login.PasswordCheck;
import io.github.jwtauth.login.PasswordGuesses;
import io.github.jwtauth.login.PasswordLogin;
import io.github.jwtauth.login.SessionGrant;
import io.github.jwtauth.login.StoredPasswords;
import io.github.jwtauth.login.TokenExchange;
import io.github.jwtauth.login.TokenRefresh;
import io.github.jwtauth.mfa.FactorRemains;
import io.github.jwtauth.mfa.MfaSettings;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.onetimetoken.OneTimeTokenStore;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.password.OldSystem;
import io.github.jwtauth.password.PasswordHistoryStore;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.protection.LoginProtection;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import io.github.jwtauth.session.SessionEnds;
import io.github.jwtauth.session.SessionTokens;
import io.github.jwtauth.token.AccessTokenCustomizer;
import io.github.jwtauth.token.AccessTokenEncoder;
import io.github.jwtauth.token.AccessTokenIssuer;
import io.github.jwtauth.token.AccessTokenSettings;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The walks to and from a session. A host that wants another walk switches the endpoint
 * off and composes its own controller from these.
 */
@Configuration(proxyBeanMethods = false)
class LoginConfiguration {

	@Bean
	@ConditionalOnMissingBean
	AccessTokenIssuer jwtAuthAccessTokenIssuer(AccessTokenSettings settings, AccessTokenEncoder encoder,
			ObjectProvider<AccessTokenCustomizer> customizers, RandomBytes random) {
		return new AccessTokenIssuer(settings, encoder, customizers.orderedStream().toList(), random);
	}

	@Bean
	@ConditionalOnMissingBean
	SessionTokens jwtAuthSessionTokens(AccessTokenIssuer issuer) {
		return new SessionTokens(issuer);
	}

	@Bean
	@ConditionalOnMissingBean
	SessionGrant jwtAuthSessionGrant(SubjectStore subjects, AccountStore accounts, RefreshTokenWhitelist whitelist,
			SessionTokens tokens, IdentityLinking links, FactorGate gate, FactorDemands demands,
			Transactions transactions, @JwtAuthBean Clock clock) {
		return new SessionGrant(subjects, accounts, whitelist, tokens, links, gate, demands, transactions, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	IdentityLinking jwtAuthIdentityLinking(ExternalIdentityStore identities, AuthEventPublisher events,
			@JwtAuthBean Clock clock) {
		return new IdentityLinking(identities, events, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	PasswordCheck jwtAuthPasswordCheck(AccountLookup lookup, AccountStore accounts, Passwords passwords,
			ObjectProvider<OldSystem> oldSystem, Transactions transactions) {
		OldSystem asked = oldSystem.getIfAvailable();
		return (asked == null) ? new StoredPasswords(lookup, passwords)
				: new OldSystemPasswords(asked, lookup, accounts, passwords, transactions);
	}

	@Bean
	@ConditionalOnMissingBean
	ForcedPasswordChange jwtAuthForcedPasswordChange(OneTimeTokens tokens) {
		return new ForcedPasswordChange(tokens);
	}

	@Bean
	@ConditionalOnMissingBean
	PasswordLogin jwtAuthPasswordLogin(PasswordGuesses guesses, PasswordCheck passwords, LoginPolicy policy,
			FactorGate gate, ForcedPasswordChange forcedChange, SessionGrant grant, @JwtAuthBean Clock clock) {
		return new PasswordLogin(guesses, passwords, policy, gate, forcedChange, grant, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	ExternalLogin jwtAuthExternalLogin(AccountLookup accounts, LoginPolicy policy, FactorGate gate, SessionGrant grant,
			AuthEventPublisher events, @JwtAuthBean Clock clock) {
		return new ExternalLogin(accounts, policy, gate, grant, events, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	OneTimeTokens jwtAuthOneTimeTokens(OneTimeTokenStore store, SubjectStore subjects, Transactions transactions,
			SecretKeys keys, RandomBytes random, @JwtAuthBean Clock clock) {
		return new OneTimeTokens(store, subjects, transactions, keys, random, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	TokenExchange jwtAuthTokenExchange(OneTimeTokens tokens, AccountLookup accounts, LoginPolicy policy,
			FactorGate gate, SessionGrant grant, @JwtAuthBean Clock clock) {
		return new TokenExchange(tokens, accounts, policy, gate, grant, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	TokenRefresh jwtAuthTokenRefresh(RefreshTokenWhitelist whitelist, AccountLookup accounts, LoginPolicy policy,
			MfaSettings mfa, SessionTokens tokens, Transactions transactions) {
		return new TokenRefresh(whitelist, accounts, policy, mfa, tokens, transactions);
	}

	@Bean
	@ConditionalOnMissingBean
	Logout jwtAuthLogout(RefreshTokenWhitelist whitelist, Transactions transactions) {
		return new Logout(whitelist, transactions);
	}

	@Bean
	@ConditionalOnMissingBean
	AccountChanges jwtAuthAccountChanges(SubjectStore subjects, RefreshTokenWhitelist whitelist, SessionEnds ends,
			AuthEventPublisher events, Transactions transactions, @JwtAuthBean Clock clock) {
		return new AccountChanges(subjects, whitelist, ends, events, transactions, clock);
	}

	@Bean
	@ConditionalOnMissingBean
	AccountRemains jwtAuthAccountRemains(AccountChanges changes, SubjectStore subjects, OneTimeTokens tokens,
			ExternalIdentityStore identities, AccountDetailsStore details, PasswordHistoryStore passwords,
			FactorRemains factors, LoginProtection protection, AccountNotifier notifier) {
		return new AccountRemains(changes, subjects, tokens, identities, details, passwords, factors, protection,
				notifier);
	}

}
