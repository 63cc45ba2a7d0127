package io.github.jwtauth.boot.jpa;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which database the tables are in.
 *
 * @param dataSource Name of the data source bean whose database has the tables, where
 * there are several.
 */
@ConfigurationProperties("jwtauth")
record DataSourceProperties(@Nullable String dataSource) {

}
