package io.github.jwtauth.boot.jpa;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.TestSecrets;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.boot.jpa.account.JwtAuthAccountTableAutoConfiguration;
import io.github.jwtauth.mfa.FactorRemains;
import io.github.jwtauth.mfa.MfaStore;
import io.github.jwtauth.mfa.RememberedDeviceStore;
import io.github.jwtauth.protection.FactorBudget;
import io.github.jwtauth.protection.LoginFailureStore;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * An application with nothing but a database and our stores.
 */
final class TestHouse implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private TestHouse(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/** Tables are made, and Hibernate validates what the host has. */
	static TestHouse on(Map<String, String> database, String... more) {
		return on(database, List.of(), more);
	}

	static TestHouse on(Map<String, String> database, List<Class<?>> hosts, String... more) {
		Map<String, Object> properties = new HashMap<>(database);
		properties.put("jwtauth.schema.initialize", "always");
		properties.put("spring.jpa.hibernate.ddl-auto", "validate");
		properties.put("spring.jpa.open-in-view", "false");
		Arrays.stream(more).map((pair) -> pair.split("=", 2)).forEach((pair) -> properties.put(pair[0], pair[1]));
		List<Class<?>> sources = new ArrayList<>(hosts);
		sources.add(Base.class);
		return new TestHouse(new SpringApplicationBuilder(sources.toArray(Class<?>[]::new)).web(WebApplicationType.NONE)
			.logStartupInfo(false)
			.properties(properties)
			.properties("spring.main.banner-mode=off")
			.run());
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	<T> T get(Class<T> type) {
		return this.context.getBean(type);
	}

	Transactions transactions() {
		return get(Transactions.class);
	}

	FactorRemains factors() {
		return new FactorRemains(get(MfaStore.class), get(RememberedDeviceStore.class),
				new FactorBudget(get(LoginFailureStore.class), TestSecrets.keys(), Clock.systemUTC()));
	}

	JdbcTemplate sql() {
		return new JdbcTemplate(get(DataSource.class));
	}

	void clear() {
		Stream
			.of("session", "subject", "account", "signing_key", "one_time_token", "external_identity",
					"account_details", "password_history", "login_failure", "mail", "mail_budget", "admin_setup",
					"task", "audit_event", "audit_chain", "totp", "recovery_code", "remembered_device")
			.forEach((table) -> sql().update("delete from jwtauth_" + table));
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackages = "nobody.is.here")
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class,
			LiquibaseAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
			DataJpaRepositoriesAutoConfiguration.class, TransactionAutoConfiguration.class,
			JwtAuthJpaAutoConfiguration.class, JwtAuthStoresAutoConfiguration.class,
			JwtAuthAccountTableAutoConfiguration.class })
	static class Base {

		@Bean
		RandomBytes randomBytes() {
			return RandomBytes.secure();
		}

		@Bean
		SecretKeys secretKeys() {
			return TestSecrets.keys();
		}

	}

}
