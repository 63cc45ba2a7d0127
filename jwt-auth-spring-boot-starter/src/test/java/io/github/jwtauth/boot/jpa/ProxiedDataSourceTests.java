package io.github.jwtauth.boot.jpa;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.boot.jpa.JpaHostTests.PlainHost;
import io.github.jwtauth.host.Note;
import io.github.jwtauth.host.NoteRepository;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hosts whose data source is a proxy of Spring's: their transactions are still the ones
 * that cover our tables, and none of ours ends one of theirs.
 */
class ProxiedDataSourceTests {

	@ParameterizedTest
	@EnumSource(Proxy.class)
	void transactionOfTheHostCoversBothAndIsEndedByTheHostOnly(Proxy proxy) {
		try (TestHouse house = TestHouse.on(TestDatabases.h2(), List.of(PlainHost.class, Proxied.class),
				"proxy=" + proxy, "spring.jpa.hibernate.ddl-auto=update")) {
			NoteRepository notes = house.get(NoteRepository.class);
			AccountStore accounts = house.get(AccountStore.class);
			TransactionTemplate host = new TransactionTemplate(house.get(PlatformTransactionManager.class));
			String key = UUID.randomUUID().toString();

			host.executeWithoutResult((status) -> {
				notes.save(new Note("undone"));
				house.transactions().join(() -> accounts.insertIfAbsent(Account.withKey(key).withUsername("undone")));
				status.setRollbackOnly();
			});

			assertThat(notes.count()).isZero();
			assertThat(accounts.findByKey(key)).isEmpty();
			assertThat(house.transactions()
				.<Boolean>alone(() -> accounts.insertIfAbsent(Account.withKey(key).withUsername("done")))).isTrue();
			assertThat(accounts.findByKey(key)).isPresent();
		}
	}

	enum Proxy {

		LAZY, AWARE_OF_TRANSACTIONS, BOTH, ROUTING;

		DataSource around(DataSource target) {
			return switch (this) {
				case LAZY -> new LazyConnectionDataSourceProxy(target);
				case AWARE_OF_TRANSACTIONS -> new TransactionAwareDataSourceProxy(target);
				case BOTH -> new TransactionAwareDataSourceProxy(new LazyConnectionDataSourceProxy(target));
				case ROUTING -> new Routing(target);
			};
		}

	}

	static final class Routing extends AbstractRoutingDataSource {

		Routing(DataSource target) {
			setTargetDataSources(Map.of("one", target));
		}

		@Override
		protected Object determineCurrentLookupKey() {
			return "one";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Proxied {

		@Bean
		DataSource dataSource(@Value("${proxy}") Proxy proxy, @Value("${spring.datasource.url}") String url) {
			return proxy.around(DataSourceBuilder.create().url(url).username("sa").password("").build());
		}

	}

}
