package io.github.jwtauth.flow;

import java.util.UUID;

import javax.sql.DataSource;

import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.boot.JwtAuthDataSource;
import io.github.jwtauth.flow.hosts.notes.NotesHost;
import io.github.jwtauth.flow.hosts.users.Users;
import io.github.jwtauth.host.NoteRepository;
import io.github.jwtauth.login.AccountChanges;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A host with its entities in one database and our tables in another.
 */
@ExtendWith(OutputCaptureExtension.class)
class HostWithTwoDataSourcesTests {

	private static final String EMAIL = "user@example.com";

	private static TestHost host;

	@BeforeAll
	static void start() {
		host = TestHost.of(NotesHost.class, Marked.class).start();
	}

	@AfterAll
	static void stop() {
		host.close();
	}

	@Test
	void theMarkedOneHasTheTables() {
		assertTablesAreIn(host, "logins", "dataSource");
		MainJob.of(host).isDone();
		assertThat(host.bean(NoteRepository.class).count()).isPositive();
		assertThat(
				new JdbcTemplate(host.bean(DataSource.class)).queryForObject("select count(*) from note", Long.class))
			.isPositive();
	}

	@Test
	void thePropertyChooses() {
		try (TestHost other = TestHost.of(NotesHost.class, NonePrimary.class)
			.with("jwtauth.data-source", "logins")
			.start()) {
			assertTablesAreIn(other, "logins", "shop");
			MainJob.of(other).isDone();
			assertThat(other.bean(NoteRepository.class).count()).isPositive();
		}
	}

	@Test
	void withoutAChoiceThePrimaryOneHasTheTables() {
		try (TestHost other = TestHost.of(NotesHost.class, OnePrimary.class).start()) {
			assertTablesAreIn(other, "shop", "logins");
			MainJob.of(other).isDone();
		}
	}

	@Test
	void itsTransactionsOnTheOtherDatabaseAreNotOurs() {
		TransactionTemplate shop = new TransactionTemplate(host.bean(PlatformTransactionManager.class));
		Transactions logins = host.bean(Transactions.class);
		AccountStore accounts = host.bean(AccountStore.class);
		// several statements are one unit, though a transaction is running elsewhere
		assertThatIllegalStateException().isThrownBy(() -> shop.executeWithoutResult((status) -> logins.join(() -> {
			accounts.insertIfAbsent(Account.withKey("undone").withUsername("undone"));
			throw new IllegalStateException("no");
		})));
		assertThat(accounts.findByKey("undone")).isEmpty();

		// and they stand, whatever becomes of that one
		String key = host.account(EMAIL, "USER");
		TestCaller caller = host.caller();
		String token = caller.login(EMAIL).text("access_token");
		shop.executeWithoutResult((status) -> {
			host.bean(AccountChanges.class).disabled(host.bean(SubjectStore.class).subjectOf(key).id());
			status.setRollbackOnly();
		});
		assertThat(caller.bearer(token).get("/api/ping").status()).isEqualTo(401);
		assertThat(caller.post("/auth/token/refresh").code()).isEqualTo("session_ended");
	}

	@Test
	void itsTransactionsOnOurDatabaseAreOurs() {
		try (TestHost other = TestHost.of(NotesHost.class, Marked.class, ManagerOfLogins.class).start()) {
			TransactionTemplate logins = new TransactionTemplate(
					(PlatformTransactionManager) other.context().getBean("loginsTransactions"));
			AccountStore accounts = other.bean(AccountStore.class);
			logins.executeWithoutResult((status) -> {
				other.bean(Transactions.class)
					.join(() -> accounts.insertIfAbsent(Account.withKey("undone").withUsername("undone")));
				status.setRollbackOnly();
			});
			assertThat(accounts.findByKey("undone")).isEmpty();
		}
	}

	@Test
	void itsAccountsMayBeInItsOwn() {
		try (TestHost other = TestHost.of(NotesHost.class, Marked.class, Users.class)
			.with("jwtauth.accounts", "store")
			.start()) {
			MainJob.of(other).isDone();
			assertThat(other.bean(JdbcClient.class).sql("select count(*) from users").query(Integer.class).single())
				.isEqualTo(1);
		}
	}

	@Test
	void withoutAChoiceAndAPrimaryOneItIsAsked(CapturedOutput output) {
		TestHost.Starting asked = TestHost.of(NotesHost.class, NonePrimary.class);
		assertThatException().isThrownBy(() -> asked.start().close());
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("jwtauth.data-source: there are several data sources, and none of them is primary")
			.contains("one of logins, shop")
			.contains("@JwtAuthDataSource");
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders", "aConverter" })
	void aNameThatIsNoDataSourceRefusesToStart(String name, CapturedOutput output) {
		TestHost.Starting asked = TestHost.of(NotesHost.class, NonePrimary.class).with("jwtauth.data-source", name);
		assertThatException().isThrownBy(() -> asked.start().close());
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("jwtauth.data-source: there is no data source '" + name + "'");
	}

	private static void assertTablesAreIn(TestHost host, String with, String without) {
		assertThat(tables(host, with)).isPositive();
		assertThat(tables(host, without)).isZero();
	}

	private static int tables(TestHost host, String dataSource) {
		Integer count = new JdbcTemplate((DataSource) host.context().getBean(dataSource)).queryForObject(
				"select count(*) from information_schema.tables where lower(table_name) like 'jwtauth%'",
				Integer.class);
		return (count != null) ? count : -1;
	}

	private static DataSource newDatabase() {
		return DataSourceBuilder.create().url("jdbc:h2:mem:" + UUID.randomUUID()).username("sa").build();
	}

	/** Beside the data source that Boot makes. */
	@Configuration(proxyBeanMethods = false)
	static class Marked {

		@JwtAuthDataSource
		@Bean(defaultCandidate = false)
		DataSource logins() {
			return newDatabase();
		}

	}

	/** Asked for by name only. JPA binds its connections in its own way. */
	@Configuration(proxyBeanMethods = false)
	static class ManagerOfLogins {

		@Bean(defaultCandidate = false)
		LocalContainerEntityManagerFactoryBean loginsFactory(@JwtAuthDataSource DataSource logins) {
			return HostWithItsOwnEntityManagerFactoryTests.ByHand.factory(logins, "logins");
		}

		@Bean(defaultCandidate = false)
		PlatformTransactionManager loginsTransactions(@Qualifier("loginsFactory") EntityManagerFactory loginsFactory) {
			return new JpaTransactionManager(loginsFactory);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OnePrimary {

		@Bean
		@Primary
		DataSource shop() {
			return newDatabase();
		}

		@Bean
		DataSource logins() {
			return newDatabase();
		}

	}

	/** Boot makes no factory then, and the host has one of its own. */
	@Configuration(proxyBeanMethods = false)
	static class NonePrimary {

		@Bean
		LocalContainerEntityManagerFactoryBean entityManagerFactory(@Qualifier("shop") DataSource shop) {
			return HostWithItsOwnEntityManagerFactoryTests.ByHand.factory(shop, "shop");
		}

		@Bean
		PlatformTransactionManager transactionManager(EntityManagerFactory entityManagerFactory) {
			return new JpaTransactionManager(entityManagerFactory);
		}

		@Bean
		DataSource logins() {
			return newDatabase();
		}

		@Bean
		DataSource shop() {
			return newDatabase();
		}

		@Bean
		String aConverter() {
			return "no data source";
		}

	}

}
