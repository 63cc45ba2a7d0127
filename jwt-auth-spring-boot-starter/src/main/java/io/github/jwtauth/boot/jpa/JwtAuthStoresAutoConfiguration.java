package io.github.jwtauth.boot.jpa;

import java.util.UUID;

import io.github.jwtauth.Leases;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.AccountDetailsStore;
import io.github.jwtauth.account.ExternalIdentityStore;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.administration.AdministratorStore;
import io.github.jwtauth.boot.AuthDataSource;
import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.boot.http.StrictJson;
import io.github.jwtauth.mfa.MfaStore;
import io.github.jwtauth.mfa.RememberedDeviceStore;
import io.github.jwtauth.mfa.SealedFactorStore;
import io.github.jwtauth.notification.MailOutbox;
import io.github.jwtauth.onetimetoken.OneTimeTokenStore;
import io.github.jwtauth.password.PasswordHistoryStore;
import io.github.jwtauth.protection.LoginFailureStore;
import io.github.jwtauth.session.RevocationSource;
import io.github.jwtauth.session.SessionStore;
import io.github.jwtauth.token.SigningKeyStore;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The stores in the host's database, and in its transactions. A host that keeps something
 * elsewhere defines that store itself.
 */
@AutoConfiguration(after = JwtAuthJpaAutoConfiguration.class,
		beforeName = "io.github.jwtauth.boot.autoconfigure.JwtAuthAutoConfiguration")
@ConditionalOnBean(AuthDataSource.class)
@Import(AuditStores.class)
public final class JwtAuthStoresAutoConfiguration {

	@Bean
	@DependsOnDatabaseInitialization
	AuthDatabase jwtAuthDatabase(AuthDataSource dataSource, ObjectProvider<PlatformTransactionManager> managers,
			ListableBeanFactory beanFactory) {
		return new AuthDatabase(dataSource.get(), DatabaseTransactions.of(dataSource.get(), managers.getIfUnique(),
				beanFactory.getBeanProvider(PlatformTransactionManager.class).orderedStream()));
	}

	@Bean
	@ConditionalOnMissingBean
	Transactions jwtAuthTransactions(AuthDatabase database) {
		return new SpringTransactions(database);
	}

	@Bean
	@ConditionalOnMissingBean
	SessionStore jwtAuthSessionStore(AuthDatabase database, ObjectProvider<AccountTable> accounts) {
		return new JdbcSessionStore(database, accounts.getIfAvailable());
	}

	@Bean
	@ConditionalOnMissingBean
	SubjectStore jwtAuthSubjectStore(AuthDatabase database, RandomBytes random) {
		return new JdbcSubjectStore(database, random);
	}

	@Bean
	@ConditionalOnMissingBean
	OneTimeTokenStore jwtAuthOneTimeTokenStore(AuthDatabase database) {
		return new JdbcOneTimeTokenStore(database);
	}

	@Bean
	@ConditionalOnMissingBean
	ExternalIdentityStore jwtAuthExternalIdentityStore(AuthDatabase database) {
		return new JdbcExternalIdentityStore(database);
	}

	@Bean
	@ConditionalOnMissingBean
	AccountDetailsStore jwtAuthAccountDetailsStore(AuthDatabase database) {
		return new JdbcAccountDetailsStore(database, new StrictJson());
	}

	@Bean
	@ConditionalOnMissingBean
	PasswordHistoryStore jwtAuthPasswordHistoryStore(AuthDatabase database, RandomBytes random) {
		return new JdbcPasswordHistoryStore(database, random);
	}

	@Bean
	@ConditionalOnMissingBean
	LoginFailureStore jwtAuthLoginFailureStore(AuthDatabase database) {
		return new JdbcLoginFailureStore(database);
	}

	@Bean
	@ConditionalOnMissingBean
	MfaStore jwtAuthMfaStore(AuthDatabase database) {
		return new JdbcMfaStore(database);
	}

	@Bean
	@ConditionalOnMissingBean
	SealedFactorStore jwtAuthSealedFactorStore(AuthDatabase database) {
		return new JdbcSealedFactorStore(database);
	}

	@Bean
	@ConditionalOnMissingBean
	RememberedDeviceStore jwtAuthRememberedDeviceStore(AuthDatabase database) {
		return new JdbcRememberedDeviceStore(database);
	}

	@Bean
	@ConditionalOnMissingBean
	MailOutbox jwtAuthMailOutbox(AuthDatabase database) {
		return new JdbcMailOutbox(database);
	}

	@Bean
	@ConditionalOnMissingBean
	RevocationSource jwtAuthRevocationSource(AuthDatabase database) {
		return new JdbcRevocationSource(database);
	}

	@Bean
	@ConditionalOnMissingBean
	SigningKeyStore jwtAuthSigningKeyStore(AuthDatabase database) {
		return new JdbcSigningKeyStore(database);
	}

	@Bean
	@ConditionalOnMissingBean
	AdministratorStore jwtAuthAdministratorStore(AuthDatabase database) {
		return new JdbcAdministratorStore(database);
	}

	@Bean
	@ConditionalOnMissingBean
	Leases jwtAuthLeases(AuthDatabase database) {
		return new JdbcLeases(database, UUID.randomUUID());
	}

	@Bean
	DoctorSection jwtAuthStoresSection(AuthDatabase database, Environment environment) {
		return new StoresSection(database, environment);
	}

	@Bean
	@Order(1)
	DatabaseHealthCheck jwtAuthDatabaseHealthCheck(AuthDatabase database) {
		return new DatabaseHealthCheck(database);
	}

}
