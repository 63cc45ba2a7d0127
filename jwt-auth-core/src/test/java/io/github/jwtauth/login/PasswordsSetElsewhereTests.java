package io.github.jwtauth.login;

import java.util.Optional;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.account.TestAccounts;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.password.PasswordChoice;
import io.github.jwtauth.password.PasswordReplacement;
import io.github.jwtauth.password.PasswordReset;
import io.github.jwtauth.password.ProvenAddress;
import io.github.jwtauth.password.RawPassword;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A host's store that can do only a part of what ours can. */
class PasswordsSetElsewhereTests {

	private static final String NEXT = "another horse, another battery";

	private final TestJwtAuth auth = TestJwtAuth.create();

	@Test
	void aStoreThatSetsNoPasswordsSaysSo() {
		this.auth.register("ada@example.com");
		PasswordReset reset = resetThrough(new Limited(this.auth.accounts));
		reset.request(EmailAddress.of("ada@example.com"));
		Secret token = this.auth.notices.lastToken(NoticeKind.RESET_PASSWORD);
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(() -> reset.confirm(token, password(), TestDevices.laptop()))
			.returns(AuthErrorCode.NOT_SUPPORTED, AuthException::code);
		assertThat(this.auth.login("ada@example.com")).isNotNull();
	}

	@Test
	void aStoreThatVerifiesNoAddressesStillSetsPasswords() {
		Account unverified = TestAccounts.somebody().withEmail(EmailAddress.of("ada@example.com"), false);
		this.auth.accounts.insertIfAbsent(unverified);
		AccountStore accounts = new Limited(this.auth.accounts) {
			@Override
			public boolean setPasswordHash(String key, Secret hash) {
				return PasswordsSetElsewhereTests.this.auth.accounts.setPasswordHash(key, hash);
			}
		};
		PasswordReset reset = resetThrough(accounts);
		reset.request(EmailAddress.of("ada@example.com"));
		Secret token = this.auth.notices.lastToken(NoticeKind.RESET_PASSWORD);
		reset.confirm(token, password(), TestDevices.laptop());
		Account after = this.auth.accounts.findByKey(unverified.key()).orElseThrow();
		assertThat(after.passwordHash()).isEqualTo(Secret.of("{test}" + NEXT));
		assertThat(after.emailVerified()).isFalse();
		assertThat(after.firstName()).isEqualTo("Some");
	}

	private PasswordReset resetThrough(AccountStore accounts) {
		PasswordReplacement replacement = new PasswordReplacement(
				new PasswordChoice(this.auth.passwordPolicy, this.auth.passwords), this.auth.passwordRules, accounts,
				this.auth.subjects, this.auth.details, this.auth.passwordHistory, this.auth.mailedTokens,
				this.auth.whitelist, this.auth.notices, this.auth.events, this.auth.clock);
		ProvenAddress addresses = new ProvenAddress(accounts, this.auth.details, this.auth.passwordHistory,
				this.auth.identities, this.auth.factorRemains, this.auth.mailedTokens, this.auth.protection,
				this.auth.events, this.auth.clock);
		return new PasswordReset(this.auth.lookup, LoginPolicy.activeAccounts(false), this.auth.mailedTokens,
				replacement, addresses, this.auth.details, this.auth.resetOffer, this.auth.notices, this.auth.events,
				this.auth.transactions, RandomBytes.secure(), this.auth.clock);
	}

	private static RawPassword password() {
		return RawPassword.ofNew(Secret.of(NEXT), "new_password");
	}

	private static class Limited implements AccountStore {

		private final AccountStore accounts;

		Limited(AccountStore accounts) {
			this.accounts = accounts;
		}

		@Override
		public Optional<Account> findByIdentifier(String identifier) {
			return this.accounts.findByIdentifier(identifier);
		}

		@Override
		public Optional<Account> findByKey(String key) {
			return this.accounts.findByKey(key);
		}

		@Override
		public boolean insertIfAbsent(Account account) {
			return this.accounts.insertIfAbsent(account);
		}

		@Override
		public boolean replacePasswordHash(String key, Secret expected, Secret replacement) {
			return this.accounts.replacePasswordHash(key, expected, replacement);
		}

	}

}
