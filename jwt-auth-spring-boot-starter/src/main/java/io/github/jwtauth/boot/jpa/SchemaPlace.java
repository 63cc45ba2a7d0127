package io.github.jwtauth.boot.jpa;

import java.util.Locale;
import java.util.Objects;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Where tables are that are named without their schema. Two data sources may lead to the
 * same place, with the rights of different users for example. What is the same is found
 * to be different where its address is spelled differently.
 *
 * @param address the database, without parameters
 * @param schema its schema, which MariaDB calls a catalog
 */
record SchemaPlace(String address, String schema) {

	/**
	 * Asks a connection where it leads.
	 * @param dataSource gives it
	 * @param instead the schema that is used instead of that of the connection, or
	 * {@code null}
	 * @return the place
	 */
	static SchemaPlace of(DataSource dataSource, @Nullable String instead) {
		ConnectionCallback<SchemaPlace> asking = (connection) -> {
			String present = (connection.getSchema() != null) ? connection.getSchema() : connection.getCatalog();
			String schema = (instead != null && !instead.isEmpty()) ? instead : present;
			return new SchemaPlace(withoutParameters(connection.getMetaData().getURL()),
					Objects.requireNonNullElse(schema, "").toLowerCase(Locale.ROOT));
		};
		return Objects.requireNonNull(new JdbcTemplate(dataSource).execute(asking));
	}

	private static String withoutParameters(@Nullable String url) {
		return Objects.requireNonNullElse(url, "").split("[?;]", 2)[0];
	}

}
