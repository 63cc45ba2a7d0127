package io.github.jwtauth.boot.jpa;

import javax.sql.DataSource;

import io.github.jwtauth.boot.AuthDataSource;
import io.github.jwtauth.boot.JwtAuthDataSource;
import io.github.jwtauth.boot.jpa.AuthSchemaInitializer.Settings;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Chooses the database and sees to its tables. The host's persistence units do not hear
 * of them: nothing is scanned, and no entity, repository or factory is added. Judged
 * after the migration tools, which make our tables where the host has one.
 */
@AutoConfiguration(after = DataJpaRepositoriesAutoConfiguration.class,
		afterName = { "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
				"org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration" })
@ConditionalOnBean(DataSource.class)
@EnableConfigurationProperties({ DataSourceProperties.class, SchemaProperties.class })
@Import({ DatabaseInitializationDependencyConfigurer.class, FlywaySchemaConfiguration.class,
		LiquibaseSchemaConfiguration.class })
@ImportRuntimeHints(SchemaHints.class)
public final class JwtAuthJpaAutoConfiguration {

	@Bean
	AuthDataSource jwtAuthDataSource(DataSourceProperties properties,
			@JwtAuthDataSource ObjectProvider<DataSource> marked, ObjectProvider<DataSource> usual,
			ListableBeanFactory beanFactory) {
		return new AuthDataSource(properties.dataSource(), marked, usual, beanFactory);
	}

	@Bean
	@ConditionalOnMissingBean
	AuthSchemaInitializer jwtAuthSchemaInitializer(AuthDataSource dataSource, SchemaProperties properties,
			ObjectProvider<SchemaMigration> migration, Environment environment, ResourceLoader resources) {
		boolean accountTable = "table".equalsIgnoreCase(environment.getProperty("jwtauth.accounts", "table"));
		return new AuthSchemaInitializer(dataSource.get(), new SchemaFiles(resources, Dialect.of(dataSource.get())),
				new Settings(properties.initialize(), migration.getIfAvailable(), dataSource.isChosen(), accountTable));
	}

}
