package io.github.jwtauth.boot.jpa;

import javax.sql.DataSource;

import io.github.jwtauth.boot.AuthDataSource;
import io.github.jwtauth.boot.JwtAuthDataSource;

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
import org.springframework.core.io.ResourceLoader;

/**
 * Chooses the database and sees to its tables. The host's persistence units do not hear
 * of them: nothing is scanned, and no entity, repository or factory is added.
 */
@AutoConfiguration(after = DataJpaRepositoriesAutoConfiguration.class)
@ConditionalOnBean(DataSource.class)
@EnableConfigurationProperties({ DataSourceProperties.class, SchemaProperties.class })
@Import(DatabaseInitializationDependencyConfigurer.class)
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
			ResourceLoader resources) {
		return new AuthSchemaInitializer(dataSource.get(), properties.initialize(), resources);
	}

}
