package io.github.jwtauth.flow;

import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.flow.hosts.notes.NotesHost;
import io.github.jwtauth.host.Note;
import io.github.jwtauth.host.NoteRepository;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jpa.EntityManagerFactoryBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hosts that make entity manager factories themselves. Ours or not, no factory hears of
 * our tables, and all of them share transactions with us.
 */
class HostWithItsOwnEntityManagerFactoryTests {

	@ParameterizedTest
	@ValueSource(classes = { ByBootsBuilder.class, ByHand.class, TwoOfThem.class })
	void itsEntitiesAndOurTablesShareTransactions(Class<?> factories) {
		try (TestHost host = TestHost.of(NotesHost.class, factories)
			.with("spring.jpa.hibernate.ddl-auto", "create-drop")
			.start()) {
			MainJob.of(host).isDone();

			NoteRepository notes = host.bean(NoteRepository.class);
			AccountStore accounts = host.bean(AccountStore.class);
			long before = notes.count();
			assertThat(before).isPositive();
			new TransactionTemplate(host.bean(PlatformTransactionManager.class)).executeWithoutResult((status) -> {
				notes.save(new Note("undone"));
				accounts.insertIfAbsent(Account.withKey("undone").withUsername("undone"));
				status.setRollbackOnly();
			});
			assertThat(notes.count()).isEqualTo(before);
			assertThat(accounts.findByKey("undone")).isEmpty();
			assertThat(host.context().getBeansOfType(EntityManagerFactory.class).values())
				.allSatisfy((factory) -> assertThat(factory.getMetamodel().getEntities())
					.noneMatch((entity) -> entity.getJavaType().getName().contains("jwtauth.boot")));
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class ByBootsBuilder {

		@Bean
		LocalContainerEntityManagerFactoryBean entityManagerFactory(EntityManagerFactoryBuilder builder,
				DataSource dataSource) {
			return builder.dataSource(dataSource).packages(Note.class).persistenceUnit("host").build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ByHand {

		@Bean
		LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
			return factory(dataSource, "host");
		}

		static LocalContainerEntityManagerFactoryBean factory(DataSource dataSource, String unit) {
			LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
			factory.setDataSource(dataSource);
			factory.setPackagesToScan(Note.class.getPackageName());
			factory.setPersistenceUnitName(unit);
			factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			factory.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create-drop"));
			return factory;
		}

	}

	/** The second one on a database of its own, with transactions of its own. */
	@Configuration(proxyBeanMethods = false)
	static class TwoOfThem {

		@Bean
		@Primary
		DataSource shop() {
			return newDatabase();
		}

		@Bean
		DataSource archive() {
			return newDatabase();
		}

		@Bean
		@Primary
		LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource shop) {
			return ByHand.factory(shop, "shop");
		}

		@Bean
		LocalContainerEntityManagerFactoryBean archiveFactory(@Qualifier("archive") DataSource archive) {
			return ByHand.factory(archive, "archive");
		}

		@Bean
		@Primary
		PlatformTransactionManager transactionManager(EntityManagerFactory entityManagerFactory) {
			return new JpaTransactionManager(entityManagerFactory);
		}

		@Bean
		PlatformTransactionManager archiveTransactions(
				@Qualifier("archiveFactory") EntityManagerFactory archiveFactory) {
			return new JpaTransactionManager(archiveFactory);
		}

		private static DataSource newDatabase() {
			return DataSourceBuilder.create().url("jdbc:h2:mem:" + UUID.randomUUID()).username("sa").build();
		}

	}

}
