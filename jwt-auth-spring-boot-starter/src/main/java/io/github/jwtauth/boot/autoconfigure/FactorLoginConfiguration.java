package io.github.jwtauth.boot.autoconfigure;

import java.time.Clock;

import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.login.DeviceTokens;
import io.github.jwtauth.login.FactorDemands;
import io.github.jwtauth.login.FactorGate;
import io.github.jwtauth.login.FactorLogin;
import io.github.jwtauth.login.ForcedPasswordChange;
import io.github.jwtauth.login.MfaEnrollmentTokens;
import io.github.jwtauth.login.SessionGrant;
import io.github.jwtauth.mfa.FactorChecks;
import io.github.jwtauth.mfa.MfaSettings;
import io.github.jwtauth.mfa.RememberedDevices;
import io.github.jwtauth.mfa.SecondFactors;
import io.github.jwtauth.onetimetoken.OneTimeTokens;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The second factor on the way to a session. Every way asks the same gate.
 */
@Configuration(proxyBeanMethods = false)
class FactorLoginConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MfaEnrollmentTokens jwtAuthMfaEnrollmentTokens(OneTimeTokens tokens, AccountLookup accounts, LoginPolicy policy) {
		return new MfaEnrollmentTokens(tokens, accounts, policy);
	}

	@Bean
	@ConditionalOnMissingBean
	FactorDemands jwtAuthFactorDemands(OneTimeTokens tokens, MfaEnrollmentTokens enrollment, SubjectStore subjects,
			AccountStore accounts, Transactions transactions) {
		return new FactorDemands(tokens, enrollment, subjects, accounts, transactions);
	}

	@Bean
	@ConditionalOnMissingBean
	FactorGate jwtAuthFactorGate(MfaSettings settings, SecondFactors factors, RememberedDevices remembered,
			DeviceTokens devices, FactorDemands demands, FactorChecks checks) {
		return new FactorGate(settings, factors, remembered, devices, demands, checks);
	}

	@Bean
	@ConditionalOnMissingBean
	FactorLogin jwtAuthFactorLogin(OneTimeTokens tokens, AccountLookup accounts, LoginPolicy policy,
			FactorChecks checks, FactorGate gate, ForcedPasswordChange forcedChange, SessionGrant grant,
			RememberedDevices remembered, DeviceTokens devices, @JwtAuthBean Clock clock) {
		return new FactorLogin(tokens, accounts, policy, checks, gate, forcedChange, grant, remembered, devices, clock);
	}

}
