package io.github.jwtauth.boot.jpa;

import java.time.Clock;
import java.util.List;

import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.ExternalIdentityStore;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.login.DeviceTokens;
import io.github.jwtauth.login.FactorDemands;
import io.github.jwtauth.login.FactorGate;
import io.github.jwtauth.login.FactorLogin;
import io.github.jwtauth.login.ForcedPasswordChange;
import io.github.jwtauth.login.IdentityLinking;
import io.github.jwtauth.login.MfaEnrollmentTokens;
import io.github.jwtauth.login.SessionGrant;
import io.github.jwtauth.mfa.FactorChecks;
import io.github.jwtauth.mfa.FactorGuesses;
import io.github.jwtauth.mfa.FactorNotices;
import io.github.jwtauth.mfa.MfaSettings;
import io.github.jwtauth.mfa.MfaStore;
import io.github.jwtauth.mfa.RememberedDeviceStore;
import io.github.jwtauth.mfa.RememberedDevices;
import io.github.jwtauth.mfa.TestFactors;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.protection.FactorBudget;
import io.github.jwtauth.protection.LoginFailureStore;

/**
 * The gate of the second factor over the stores of a house.
 */
final class TestGate {

	final MfaSettings settings = MfaSettings.defaults();

	final TestFactors factors;

	final FactorGate gate;

	final SessionGrant grant;

	final FactorLogin login;

	final RememberedDevices remembered;

	TestGate(TestHouse house, TestRooms rooms, SubjectStore subjects, OneTimeTokens tokens, LoginPolicy policy) {
		Clock clock = Clock.systemUTC();
		RandomBytes random = RandomBytes.secure();
		SecretKeys keys = SecretKeys.of(Secret.of("a secret of more than 32 characters, for tests"), List.of());
		this.factors = new TestFactors(house.get(MfaStore.class), keys, rooms.events::add, clock);
		DeviceTokens devices = new DeviceTokens(keys, random, clock);
		this.remembered = new RememberedDevices(house.get(RememberedDeviceStore.class), this.settings,
				rooms.transactions, rooms.events::add, random, clock);
		FactorBudget budget = new FactorBudget(house.get(LoginFailureStore.class), keys, clock);
		FactorChecks checks = new FactorChecks(
				new FactorGuesses(budget, this.factors.factors, rooms.events::add, clock), budget, this.factors.factors,
				tokens, new FactorNotices(house.get(AccountDetailsStore.class), rooms.notices, clock, true),
				rooms.events::add, rooms.transactions, clock);
		FactorDemands demands = new FactorDemands(tokens, new MfaEnrollmentTokens(tokens, rooms.lookup, policy),
				subjects, rooms.accounts, rooms.transactions);
		this.gate = new FactorGate(this.settings, this.factors.factors, this.remembered, devices, demands, checks);
		this.grant = new SessionGrant(subjects, rooms.accounts, rooms.whitelist, rooms.tokens,
				new IdentityLinking(house.get(ExternalIdentityStore.class), rooms.events::add, clock), this.gate,
				demands, rooms.transactions, clock);
		this.login = new FactorLogin(tokens, rooms.lookup, policy, checks, this.gate, new ForcedPasswordChange(tokens),
				this.grant, this.remembered, devices, clock);
	}

}
