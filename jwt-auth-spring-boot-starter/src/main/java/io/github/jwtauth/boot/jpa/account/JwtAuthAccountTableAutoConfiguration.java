package io.github.jwtauth.boot.jpa.account;

import io.github.jwtauth.account.AccountDirectory;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.boot.jpa.AccountTable;
import io.github.jwtauth.boot.jpa.AuthDatabase;
import io.github.jwtauth.boot.jpa.JwtAuthStoresAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The built-in accounts ({@code jwtauth.accounts=table}), unless the host has an
 * {@link AccountStore} of its own.
 */
@AutoConfiguration(after = JwtAuthStoresAutoConfiguration.class,
		beforeName = "io.github.jwtauth.boot.autoconfigure.JwtAuthAutoConfiguration")
@ConditionalOnBean(AuthDatabase.class)
@ConditionalOnProperty(name = "jwtauth.accounts", havingValue = "table", matchIfMissing = true)
@ConditionalOnMissingBean(AccountStore.class)
@EnableConfigurationProperties(EmailProperties.class)
public final class JwtAuthAccountTableAutoConfiguration {

	@Bean
	AccountStore jwtAuthAccountStore(AuthDatabase database, EmailProperties properties) {
		return new JdbcAccountStore(database, new JdbcAccountTable(), new CanonicalEmail(properties.gmailAliases()));
	}

	@Bean
	@ConditionalOnMissingBean
	AccountDirectory jwtAuthAccountDirectory(AuthDatabase database) {
		return new JdbcAccountDirectory(database, new JdbcAccountTable());
	}

	/** Together, because a host's own lookup must not be passed by at a rotation. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(AccountLookup.class)
	static class Lookup {

		@Bean
		AccountTable jwtAuthAccountTable() {
			return new JdbcAccountTable();
		}

		@Bean
		AccountLookup jwtAuthAccountLookup(AuthDatabase database, EmailProperties properties, SubjectStore subjects) {
			return new JdbcAccountLookup(database, new JdbcAccountTable(),
					new CanonicalEmail(properties.gmailAliases()), subjects);
		}

	}

}
