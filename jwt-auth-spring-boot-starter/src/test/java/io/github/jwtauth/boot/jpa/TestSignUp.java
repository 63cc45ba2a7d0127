package io.github.jwtauth.boot.jpa;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.ExternalIdentityStore;
import io.github.jwtauth.account.ExtraFields;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.login.SessionGrant;
import io.github.jwtauth.notification.AccountNotifier;
import io.github.jwtauth.onetimetoken.OneTimeCodes;
import io.github.jwtauth.onetimetoken.OneTimeTokenStore;
import io.github.jwtauth.onetimetoken.OneTimeTokens;
import io.github.jwtauth.password.PasswordChoice;
import io.github.jwtauth.password.PasswordPolicy;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.password.TestPasswordEncoder;
import io.github.jwtauth.protection.HashingBulkhead;
import io.github.jwtauth.protection.HashingSettings;
import io.github.jwtauth.registration.NewAccounts;
import io.github.jwtauth.registration.QuietRegistration;
import io.github.jwtauth.registration.Registration;
import io.github.jwtauth.registration.RegistrationMode;
import io.github.jwtauth.registration.RegistrationPolicy;
import io.github.jwtauth.registration.RegistrationRules;
import io.github.jwtauth.registration.RegistrationSettings;
import io.github.jwtauth.registration.UnprovenAccounts;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import io.github.jwtauth.verification.EmailProof;
import io.github.jwtauth.verification.EmailVerification;
import io.github.jwtauth.verification.VerificationMail;
import io.github.jwtauth.verification.VerificationSettings;

/**
 * Registration and the proof of addresses over the stores of a house. Passwords are not
 * encoded.
 */
final class TestSignUp {

	final Registration registration;

	final EmailVerification verification;

	TestSignUp(TestHouse house, TestRooms rooms, SubjectStore subjects, OneTimeTokens tokens, UnprovenAccounts unproven,
			RefreshTokenWhitelist whitelist, SessionGrant grant, AccountNotifier notifier) {
		Clock clock = Clock.systemUTC();
		RandomBytes random = RandomBytes.secure();
		AccountDetailsStore details = house.get(AccountDetailsStore.class);
		VerificationSettings verified = VerificationSettings.defaults();
		RegistrationSettings settings = RegistrationSettings.of(List.of("USER"));
		OneTimeCodes codes = new OneTimeCodes(tokens, house.get(OneTimeTokenStore.class), rooms.transactions,
				SecretKeys.of(Secret.of("a secret of more than 32 characters, for tests"), List.of()), random, clock);
		VerificationMail mail = new VerificationMail(verified, codes, details, notifier, clock);
		NewAccounts newAccounts = new NewAccounts(subjects, details, settings, rooms.events::add, random, clock);
		PasswordPolicy anything = (password) -> List.of();
		this.registration = new Registration(new RegistrationRules(settings, ExtraFields.NONE, anything), settings,
				verified, RegistrationPolicy.of(RegistrationMode.OPEN), LoginPolicy.activeAccounts(true),
				rooms.accounts,
				new PasswordChoice(anything,
						new Passwords(new TestPasswordEncoder(),
								new HashingBulkhead(new HashingSettings(4, 64, Duration.ofSeconds(10))), random)),
				newAccounts,
				new QuietRegistration(rooms.accounts, rooms.lookup, details, newAccounts, unproven, mail, codes,
						notifier, rooms.events::add, rooms.transactions, clock),
				mail, tokens, grant, rooms.transactions);
		this.verification = new EmailVerification(
				verified, rooms.accounts, rooms.lookup, subjects, tokens, codes, mail, new EmailProof(details, tokens,
						house.get(ExternalIdentityStore.class), whitelist, rooms.events::add, clock),
				rooms.events::add, rooms.transactions, random, clock);
	}

}
