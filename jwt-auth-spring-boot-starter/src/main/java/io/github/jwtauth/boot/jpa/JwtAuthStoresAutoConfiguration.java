package io.github.jwtauth.boot.jpa;

import java.util.UUID;

import javax.sql.DataSource;

import io.github.jwtauth.Leases;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.ExternalIdentityStore;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.onetimetoken.OneTimeTokenStore;
import io.github.jwtauth.boot.http.HealthCheck;
import io.github.jwtauth.session.RevocationSource;
import io.github.jwtauth.session.SessionStore;
import io.github.jwtauth.token.SigningKeyStore;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The stores in the host's database: in that of its primary transaction manager, and in
 * its transactions. A host that keeps something elsewhere defines that store itself.
 */
@AutoConfiguration(after = JwtAuthJpaAutoConfiguration.class,
		beforeName = "io.github.jwtauth.boot.autoconfigure.JwtAuthAutoConfiguration")
@ConditionalOnBean({ DataSource.class, PlatformTransactionManager.class })
public final class JwtAuthStoresAutoConfiguration {

	@Bean
	@DependsOnDatabaseInitialization
	AuthDatabase jwtAuthDatabase(PlatformTransactionManager manager, ObjectProvider<DataSource> dataSource) {
		DataSource managed = (manager instanceof JpaTransactionManager jpa) ? jpa.getDataSource() : null;
		return new AuthDatabase((managed != null) ? managed : dataSource.getObject());
	}

	@Bean
	@ConditionalOnMissingBean
	Transactions jwtAuthTransactions(PlatformTransactionManager manager, AuthDatabase database) {
		return new SpringTransactions(manager, database);
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
	RevocationSource jwtAuthRevocationSource(AuthDatabase database) {
		return new JdbcRevocationSource(database);
	}

	/** In this database's transactions: those of the host may cover other stores only. */
	@Bean
	@ConditionalOnMissingBean
	SigningKeyStore jwtAuthSigningKeyStore(SigningKeyEntityRepository repository, AuthDatabase database,
			PlatformTransactionManager manager) {
		return new JpaSigningKeyStore(repository, database, new SpringTransactions(manager, database));
	}

	@Bean
	@ConditionalOnMissingBean
	Leases jwtAuthLeases(AuthDatabase database) {
		return new JdbcLeases(database, UUID.randomUUID());
	}

	@Bean
	HealthCheck jwtAuthDatabaseHealthCheck(AuthDatabase database) {
		return new DatabaseHealthCheck(database);
	}

}
