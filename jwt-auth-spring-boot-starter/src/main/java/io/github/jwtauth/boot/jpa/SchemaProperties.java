package io.github.jwtauth.boot.jpa;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.sql.init.DatabaseInitializationMode;

/**
 * How the tables come into the database.
 *
 * @param initialize when to create missing tables at start: on an embedded database,
 * always, or never
 */
@ConfigurationProperties("jwtauth.schema")
record SchemaProperties(@DefaultValue("embedded") DatabaseInitializationMode initialize) {

}
