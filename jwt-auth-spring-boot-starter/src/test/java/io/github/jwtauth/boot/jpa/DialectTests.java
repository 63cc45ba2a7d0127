package io.github.jwtauth.boot.jpa;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Which databases are taken, and what the others are told.
 */
class DialectTests {

	@ParameterizedTest
	@CsvSource({ "H2,2,4,H2", "MariaDB,10,11,MARIADB", "MariaDB,11,4,MARIADB", "MariaDB,12,0,MARIADB",
			"PostgreSQL,15,0,POSTGRESQL" })
	void supportedDatabasesAreKnown(String product, int major, int minor, Dialect dialect) throws SQLException {
		assertThat(Dialect.of(database(product, major, minor))).isEqualTo(dialect);
	}

	@ParameterizedTest
	@CsvSource({ "MariaDB,5,5", "MariaDB,10,6", "MariaDB,10,10" })
	void olderMariaDbIsRefused(String product, int major, int minor) throws SQLException {
		DataSource database = database(product, major, minor);
		assertThatIllegalStateException().isThrownBy(() -> Dialect.of(database))
			.withMessageContaining("MariaDB 10.11 or newer, this is " + major + "." + minor);
	}

	@ParameterizedTest
	@CsvSource({ "MySQL,9,4", "Oracle,23,0", "Microsoft SQL Server,17,0" })
	void otherDatabasesAreRefused(String product, int major, int minor) throws SQLException {
		DataSource database = database(product, major, minor);
		assertThatIllegalStateException().isThrownBy(() -> Dialect.of(database))
			.withMessageContaining("PostgreSQL, MariaDB or H2, this database is " + product)
			.withMessageContaining("Define the stores")
			.satisfies((ex) -> assertThat(ex.getMessage().contains("mariadb-java-client"))
				.isEqualTo(product.equals("MySQL")));
	}

	private static DataSource database(String product, int major, int minor) throws SQLException {
		DataSource dataSource = mock();
		Connection connection = mock();
		DatabaseMetaData metaData = mock();
		given(dataSource.getConnection()).willReturn(connection);
		given(connection.getMetaData()).willReturn(metaData);
		given(metaData.getDatabaseProductName()).willReturn(product);
		given(metaData.getDatabaseMajorVersion()).willReturn(major);
		given(metaData.getDatabaseMinorVersion()).willReturn(minor);
		return dataSource;
	}

}
