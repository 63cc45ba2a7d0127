package io.github.jwtauth.boot.jpa;

import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStore;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.hibernate.HibernateTransactionManager;
import org.springframework.orm.jpa.hibernate.LocalSessionFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A host that works with sessions of Hibernate and not with JPA. Its transaction manager
 * lends its connection to JDBC, and is of a type that we do not know.
 */
class HibernateSessionHostTests {

	@Test
	void noTransactionOfOursEndsOneOfTheHosts() {
		try (TestHouse house = TestHouse.on(TestDatabases.h2(), List.of(Sessions.class))) {
			house.sql().execute("create table shelf (name varchar(9))");
			AccountStore accounts = house.get(AccountStore.class);
			TransactionTemplate host = new TransactionTemplate(house.get(PlatformTransactionManager.class));
			String key = UUID.randomUUID().toString();

			host.executeWithoutResult((status) -> {
				house.sql().update("insert into shelf values ('undone')");
				house.transactions().join(() -> accounts.insertIfAbsent(Account.withKey(key).withUsername("undone")));
				accounts.insertIfAbsent(Account.withKey(key + "2").withUsername("undone2"));
				assertThatIllegalStateException().isThrownBy(() -> house.transactions().alone(() -> true));
				status.setRollbackOnly();
			});

			assertThat(house.sql().queryForList("select name from shelf")).isEmpty();
			assertThat(accounts.findByKey(key)).isEmpty();
			assertThat(accounts.findByKey(key + "2")).isEmpty();
			assertThat(house.transactions()
				.<Boolean>alone(() -> accounts.insertIfAbsent(Account.withKey(key).withUsername("done")))).isTrue();
			assertThat(accounts.findByKey(key)).isPresent();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Sessions {

		@Bean
		LocalSessionFactoryBean entityManagerFactory(DataSource dataSource) {
			LocalSessionFactoryBean sessions = new LocalSessionFactoryBean();
			sessions.setDataSource(dataSource);
			return sessions;
		}

		@Bean
		PlatformTransactionManager transactionManager(SessionFactory entityManagerFactory) {
			return new HibernateTransactionManager(entityManagerFactory);
		}

	}

}
