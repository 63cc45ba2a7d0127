package io.github.jwtauth.boot.jpa;

import java.util.Map;

import javax.sql.DataSource;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class SchemaDoctorTests {

	@ParameterizedTest
	@MethodSource("io.github.jwtauth.boot.jpa.SchemaTests#databases")
	void filesMakeWhatIsExpected(Map<String, String> database) {
		DataSource dataSource = TestSchemas.dataSource(database);
		SchemaFiles files = TestSchemas.files(dataSource);
		new AuthSchemaScripts(dataSource, Dialect.of(dataSource), files).create();
		TableShapes expected = files.expectedTables();

		TableShapes present = PresentTables.read(dataSource, Dialect.of(dataSource), TestSchemas.tablesIn(dataSource));

		assertThat(present.toString()).as("tables.txt").isEqualTo(expected.toString());
	}

}
