package io.github.jwtauth.boot.jpa;

import java.util.function.Supplier;

import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.AccountDetailsStoreContract;
import io.github.jwtauth.account.AccountDirectory;
import io.github.jwtauth.account.AccountDirectoryContract;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.AccountStoreContract;
import io.github.jwtauth.account.ChangedAccountsContract;
import io.github.jwtauth.account.ExternalIdentityStore;
import io.github.jwtauth.account.ExternalIdentityStoreContract;
import io.github.jwtauth.account.PlannedDeletionContract;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.account.SubjectStoreContract;
import io.github.jwtauth.administration.AdministratorStore;
import io.github.jwtauth.administration.AdministratorStoreContract;
import io.github.jwtauth.audit.AuditChain;
import io.github.jwtauth.audit.AuditStore;
import io.github.jwtauth.audit.AuditStoreContract;
import io.github.jwtauth.mfa.MfaStore;
import io.github.jwtauth.mfa.MfaStoreContract;
import io.github.jwtauth.mfa.RememberedDeviceStore;
import io.github.jwtauth.mfa.RememberedDeviceStoreContract;
import io.github.jwtauth.mfa.SealedFactorStore;
import io.github.jwtauth.mfa.SealedFactorStoreContract;
import io.github.jwtauth.notification.MailOutbox;
import io.github.jwtauth.notification.MailOutboxContract;
import io.github.jwtauth.onetimetoken.OneTimeTokenStore;
import io.github.jwtauth.onetimetoken.OneTimeTokenStoreContract;
import io.github.jwtauth.password.PasswordHistoryStore;
import io.github.jwtauth.password.PasswordHistoryStoreContract;
import io.github.jwtauth.protection.LoginFailureStore;
import io.github.jwtauth.protection.LoginFailureStoreContract;
import io.github.jwtauth.session.RevocationSource;
import io.github.jwtauth.session.RevocationSourceContract;
import io.github.jwtauth.session.SessionStore;
import io.github.jwtauth.session.SessionStoreContract;
import io.github.jwtauth.token.SigningKeyStore;
import io.github.jwtauth.token.SigningKeyStoreContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/**
 * Every contract of the core against the stores of one house.
 */
abstract class StoreContracts {

	abstract TestHouse house();

	@Nested
	class Sessions extends SessionStoreContract {

		@BeforeEach
		void clear() {
			house().clear();
		}

		@Override
		protected SessionStore store() {
			return house().get(SessionStore.class);
		}

		@Override
		protected <T> T inTransaction(Supplier<? extends T> work) {
			return house().transactions().alone(work);
		}

	}

	@Nested
	class Subjects extends SubjectStoreContract {

		@Override
		protected SubjectStore store() {
			return house().get(SubjectStore.class);
		}

		@Override
		protected <T> T inTransaction(Supplier<? extends T> work) {
			return house().transactions().alone(work);
		}

	}

	@Nested
	class Accounts extends AccountStoreContract {

		@Override
		protected AccountStore store() {
			return house().get(AccountStore.class);
		}

	}

	@Nested
	class AccountsInTransactions extends ChangedAccountsContract {

		@Override
		protected AccountStore store() {
			return house().get(AccountStore.class);
		}

		@Override
		protected <T> T inTransaction(Supplier<? extends T> work) {
			return house().transactions().alone(work);
		}

	}

	@Nested
	class Directory extends AccountDirectoryContract {

		@Override
		protected AccountDirectory directory() {
			return house().get(AccountDirectory.class);
		}

		@Override
		protected void given(Account account) {
			house().get(AccountStore.class).insertIfAbsent(account);
		}

	}

	@Nested
	class Administrators extends AdministratorStoreContract {

		@Override
		protected AdministratorStore store() {
			return house().get(AdministratorStore.class);
		}

		@Override
		protected <T> T inTransaction(Supplier<? extends T> work) {
			return house().transactions().alone(work);
		}

	}

	@Nested
	class PlannedDeletions extends PlannedDeletionContract {

		@Override
		protected SubjectStore store() {
			return house().get(SubjectStore.class);
		}

		@Override
		protected <T> T inTransaction(Supplier<? extends T> work) {
			return house().transactions().alone(work);
		}

	}

	@Nested
	class AccountDetails extends AccountDetailsStoreContract {

		@Override
		protected AccountDetailsStore store() {
			return house().get(AccountDetailsStore.class);
		}

		@Override
		protected <T> T inTransaction(Supplier<? extends T> work) {
			return house().transactions().alone(work);
		}

	}

	@Nested
	class PasswordHistory extends PasswordHistoryStoreContract {

		@Override
		protected PasswordHistoryStore store() {
			return house().get(PasswordHistoryStore.class);
		}

		@Override
		protected <T> T inTransaction(Supplier<? extends T> work) {
			return house().transactions().alone(work);
		}

	}

	@Nested
	class LoginFailures extends LoginFailureStoreContract {

		@Override
		protected LoginFailureStore store() {
			return house().get(LoginFailureStore.class);
		}

		@Override
		protected Transactions transactions() {
			return house().transactions();
		}

	}

	@Nested
	class OneTimeTokens extends OneTimeTokenStoreContract {

		@Override
		protected OneTimeTokenStore store() {
			return house().get(OneTimeTokenStore.class);
		}

		@Override
		protected <T> T inTransaction(Supplier<? extends T> work) {
			return house().transactions().alone(work);
		}

	}

	@Nested
	class SecondFactors extends MfaStoreContract {

		@Override
		protected MfaStore store() {
			return house().get(MfaStore.class);
		}

		@Override
		protected <T> T inTransaction(Supplier<? extends T> work) {
			return house().transactions().alone(work);
		}

	}

	@Nested
	class SealedFactors extends SealedFactorStoreContract {

		@Override
		protected SealedFactorStore store() {
			return house().get(SealedFactorStore.class);
		}

		@Override
		protected MfaStore factors() {
			return house().get(MfaStore.class);
		}

		@Override
		protected <T> T inTransaction(Supplier<? extends T> work) {
			return house().transactions().alone(work);
		}

	}

	@Nested
	class RememberedDevices extends RememberedDeviceStoreContract {

		@Override
		protected RememberedDeviceStore store() {
			return house().get(RememberedDeviceStore.class);
		}

		@Override
		protected <T> T inTransaction(Supplier<? extends T> work) {
			return house().transactions().alone(work);
		}

	}

	@Nested
	class ExternalIdentities extends ExternalIdentityStoreContract {

		@Override
		protected ExternalIdentityStore store() {
			return house().get(ExternalIdentityStore.class);
		}

		@Override
		protected <T> T inTransaction(Supplier<? extends T> work) {
			return house().transactions().alone(work);
		}

	}

	@Nested
	class Mails extends MailOutboxContract {

		@Override
		protected MailOutbox outbox() {
			return house().get(MailOutbox.class);
		}

		@Override
		protected <T> T inTransaction(Supplier<? extends T> work) {
			return house().transactions().alone(work);
		}

	}

	@Nested
	class Revocations extends RevocationSourceContract {

		@BeforeEach
		void clear() {
			house().clear();
		}

		@Override
		protected RevocationSource source() {
			return house().get(RevocationSource.class);
		}

		@Override
		protected SessionStore sessions() {
			return house().get(SessionStore.class);
		}

		@Override
		protected SubjectStore subjects() {
			return house().get(SubjectStore.class);
		}

		@Override
		protected <T> T inTransaction(Supplier<? extends T> work) {
			return house().transactions().alone(work);
		}

	}

	@Nested
	class SigningKeys extends SigningKeyStoreContract {

		@BeforeEach
		void clear() {
			house().clear();
		}

		@Override
		protected SigningKeyStore store() {
			return house().get(SigningKeyStore.class);
		}

	}

	@Nested
	class AuditTrail extends AuditStoreContract {

		@BeforeEach
		void clear() {
			house().clear();
		}

		@Override
		protected AuditStore store() {
			return house().get(AuditStore.class);
		}

		@Override
		protected AuditChain chain() {
			return house().get(AuditChain.class);
		}

		@Override
		protected Transactions transactions() {
			return house().transactions();
		}

	}

}
