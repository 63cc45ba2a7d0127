package io.github.jwtauth.boot.jpa;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.sql.init.DatabaseInitializationMode;

/**
 * How the tables come into the database.
 *
 * @param initialize When missing tables are created at start: in embedded databases,
 * always, or never. Where the host runs Flyway or Liquibase, that tool makes them, unless
 * this is never.
 */
@ConfigurationProperties("jwtauth.schema")
record SchemaProperties(@DefaultValue("embedded") DatabaseInitializationMode initialize) {

}
