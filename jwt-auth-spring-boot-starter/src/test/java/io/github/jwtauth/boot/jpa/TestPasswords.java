package io.github.jwtauth.boot.jpa;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.AdministratorGuard;
import io.github.jwtauth.account.ExternalIdentityStore;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.login.AccountRemains;
import io.github.jwtauth.login.DeviceTokens;
import io.github.jwtauth.login.LockNotices;
import io.github.jwtauth.login.PasswordChange;
import io.github.jwtauth.login.PasswordGuesses;
import io.github.jwtauth.onetimetoken.OneTimeTokenStore;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.password.BreachedPasswords;
import io.github.jwtauth.password.PasswordChoice;
import io.github.jwtauth.password.PasswordHistoryStore;
import io.github.jwtauth.password.PasswordReplacement;
import io.github.jwtauth.password.PasswordReset;
import io.github.jwtauth.password.PasswordResetOffer;
import io.github.jwtauth.password.PasswordRules;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.password.ProvenAddress;
import io.github.jwtauth.password.StandardPasswordPolicy;
import io.github.jwtauth.password.TestPasswordEncoder;
import io.github.jwtauth.privacy.AccountDeletion;
import io.github.jwtauth.privacy.AccountErasure;
import io.github.jwtauth.privacy.DeletionSettings;
import io.github.jwtauth.privacy.PersonalDataContributors;
import io.github.jwtauth.protection.HashingBulkhead;
import io.github.jwtauth.protection.HashingSettings;
import io.github.jwtauth.protection.LockoutProtection;
import io.github.jwtauth.protection.LockoutSettings;
import io.github.jwtauth.protection.LoginFailureStore;
import io.github.jwtauth.protection.LoginProtection;
import io.github.jwtauth.protection.SuspiciousTraffic;

/**
 * The acts around passwords over the stores of a house. Hashing is quick.
 */
final class TestPasswords {

	final OneTimeTokens tokens;

	final PasswordReset reset;

	final PasswordChange change;

	final AccountDeletion deletion;

	TestPasswords(TestHouse house, TestRooms rooms) {
		Clock clock = Clock.systemUTC();
		RandomBytes random = RandomBytes.secure();
		SubjectStore subjects = house.get(SubjectStore.class);
		AccountStore accounts = house.get(AccountStore.class);
		AccountDetailsStore details = house.get(AccountDetailsStore.class);
		PasswordHistoryStore history = house.get(PasswordHistoryStore.class);
		this.tokens = new OneTimeTokens(house.get(OneTimeTokenStore.class), subjects, rooms.transactions,
				SecretKeys.of(Secret.of("a secret of more than 32 characters, for tests"), List.of()), random, clock);
		Passwords passwords = new Passwords(new TestPasswordEncoder(),
				new HashingBulkhead(new HashingSettings(4, 64, Duration.ofSeconds(10))), random);
		PasswordRules rules = PasswordRules.defaults();
		PasswordChoice choice = new PasswordChoice(
				new StandardPasswordPolicy(rules, BreachedPasswords.UNASKED, rooms.events::add, clock), passwords);
		PasswordReplacement replacement = new PasswordReplacement(choice, rules, accounts, subjects, details, history,
				this.tokens, rooms.whitelist, rooms.gate.remembered, rooms.notices, rooms.events::add, clock);
		LoginPolicy policy = LoginPolicy.activeAccounts(true);
		SecretKeys keys = SecretKeys.of(Secret.of("a secret of more than 32 characters, for tests"), List.of());
		LoginProtection protection = new LockoutProtection(house.get(LoginFailureStore.class), keys,
				LockoutSettings.defaults(), clock, (pause) -> Thread.onSpinWait());
		PasswordGuesses guesses = new PasswordGuesses(protection, rooms.lookup, accounts,
				new DeviceTokens(keys, random, clock), passwords,
				new LockNotices(protection, rooms.lookup, accounts, details, rooms.notices, rooms.events::add,
						rooms.transactions, random, true),
				new SuspiciousTraffic(null, keys, rooms.events::add, clock), rooms.events::add, keys, clock);
		this.reset = new PasswordReset(rooms.lookup, policy, this.tokens, replacement,
				new ProvenAddress(accounts, details, history, house.get(ExternalIdentityStore.class), house.factors(),
						this.tokens, protection, rooms.events::add, clock),
				details, new PasswordResetOffer(this.tokens, rooms.notices, Duration.ofHours(1), clock), rooms.notices,
				rooms.events::add, rooms.transactions, random, clock);
		this.change = new PasswordChange(rooms.lookup, policy, guesses, passwords, rooms.gate.gate, replacement,
				rooms.whitelist, rooms.tokens, rooms.transactions, clock);
		AccountRemains remains = new AccountRemains(rooms.changes, subjects, this.tokens,
				house.get(ExternalIdentityStore.class), details, history, house.factors(), protection, rooms.notices);
		this.deletion = new AccountDeletion(rooms.lookup, subjects, details, guesses, passwords, rooms.whitelist,
				new AccountErasure(accounts, details, remains, new PersonalDataContributors(List.of()), rooms.notices,
						AdministratorGuard.NONE, rooms.events::add, clock),
				rooms.notices, rooms.events::add, rooms.transactions, clock, new DeletionSettings(Duration.ZERO));
	}

}
