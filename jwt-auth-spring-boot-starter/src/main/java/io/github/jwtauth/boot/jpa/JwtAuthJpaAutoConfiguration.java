package io.github.jwtauth.boot.jpa;

import java.util.List;

import javax.sql.DataSource;

import io.github.jwtauth.boot.jpa.AuthSchemaInitializer.Settings;
import org.hibernate.cfg.SchemaToolingSettings;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.jpa.autoconfigure.EntityManagerFactoryBuilderCustomizer;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;
import org.springframework.orm.jpa.persistenceunit.MutablePersistenceUnitInfo;

/**
 * Adds the tables and their entities to the host's database and persistence unit, without
 * a scan: a scan of ours would end the host's own. Judged after Boot's repositories,
 * which back off when they see a repository before them, and after the migration tools,
 * which make our tables where the host has one. Needs an {@code EntityManagerFactory}
 * that Boot's builder made.
 */
@AutoConfiguration(after = DataJpaRepositoriesAutoConfiguration.class,
		afterName = { "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
				"org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration" })
@ConditionalOnBean(DataSource.class)
@EnableConfigurationProperties(SchemaProperties.class)
@Import({ DatabaseInitializationDependencyConfigurer.class, FlywaySchemaConfiguration.class,
		LiquibaseSchemaConfiguration.class })
public final class JwtAuthJpaAutoConfiguration {

	private static final List<Class<?>> ENTITIES = List.of(SigningKeyEntity.class);

	@Bean
	static EntityManagerFactoryBuilderCustomizer jwtAuthEntities() {
		return (builder) -> builder.addPersistenceUnitPostProcessors(JwtAuthJpaAutoConfiguration::addTo);
	}

	@Bean
	@ConditionalOnMissingBean
	AuthSchemaInitializer jwtAuthSchemaInitializer(DataSource dataSource, SchemaProperties properties,
			ObjectProvider<SchemaMigration> migration, Environment environment, ResourceLoader resources) {
		boolean accountTable = "table".equalsIgnoreCase(environment.getProperty("jwtauth.accounts", "table"));
		return new AuthSchemaInitializer(dataSource, new SchemaFiles(resources, Dialect.of(dataSource)),
				new Settings(properties.initialize(), migration.getIfAvailable(), accountTable));
	}

	@Bean
	@ConditionalOnMissingBean(SigningKeyEntityRepository.class)
	JpaRepositoryFactoryBean<SigningKeyEntityRepository, SigningKeyEntity, String> jwtAuthSigningKeyEntityRepository() {
		JpaRepositoryFactoryBean<SigningKeyEntityRepository, SigningKeyEntity, String> factory = new JpaRepositoryFactoryBean<>(
				SigningKeyEntityRepository.class);
		factory.setEnableDefaultTransactions(false);
		return factory;
	}

	private static void addTo(MutablePersistenceUnitInfo unit) {
		ENTITIES.stream()
			.map(Class::getName)
			.filter((name) -> !unit.getManagedClassNames().contains(name))
			.forEach(unit::addManagedClassName);
		unit.getProperties().putIfAbsent(SchemaToolingSettings.HBM2DDL_FILTER_PROVIDER, new OwnTables());
	}

}
