package io.github.jwtauth.boot.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What statements rely on in MariaDB and its metadata for drivers do not show: an engine
 * with transactions and locks of rows, columns that take every character, and keys that
 * are equal only when they are the same. A conversion of all tables of a database to
 * another collation changes them without anybody noticing: then {@code A} logs in as
 * {@code a}.
 */
final class MariaDbDoctor {

	private static final Set<String> KEYS = Set.of("utf8mb4_nopad_bin", "ascii_bin");

	private static final Set<String> CHARACTERS = Set.of("utf8mb4", "ascii");

	private static final String COLUMNS = """
			select table_name, column_name, collation_name, character_set_name from information_schema.columns
			 where table_schema = database() and table_name in (:tables) and collation_name is not null
			 order by table_name, ordinal_position""";

	private static final String ENGINES = """
			select table_name, engine from information_schema.tables
			 where table_schema = database() and table_name in (:tables) and engine <> 'InnoDB' order by table_name""";

	private final TableShapes expected;

	private final List<String> faults = new ArrayList<>();

	private MariaDbDoctor(TableShapes expected) {
		this.expected = expected;
	}

	/**
	 * Looks.
	 * @param dataSource where the tables are
	 * @param expected what has to be there
	 * @return what makes statements lose their promise
	 */
	static List<String> faults(DataSource dataSource, TableShapes expected) {
		MariaDbDoctor doctor = new MariaDbDoctor(expected);
		JdbcClient db = JdbcClient.create(dataSource);
		db.sql(ENGINES)
			.param("tables", expected.tables().keySet())
			.query((RowCallbackHandler) (row) -> doctor.engine(row.getString(1), row.getString(2)));
		db.sql(COLUMNS)
			.param("tables", expected.tables().keySet())
			.query((RowCallbackHandler) (row) -> doctor.column(row.getString(1).toLowerCase(Locale.ROOT),
					row.getString(2).toLowerCase(Locale.ROOT), row.getString(3), row.getString(4)));
		return doctor.faults;
	}

	private void engine(String table, String engine) {
		this.faults.add("table " + table + " is kept by " + engine + ", InnoDB is needed; alter table " + table
				+ " engine=InnoDB");
	}

	private void column(String table, String name, String collation, String characters) {
		TableShape shape = this.expected.tables().get(table);
		ColumnShape column = (shape != null) ? shape.columns().get(name) : null;
		if (shape == null || column == null) {
			return; // not of ours
		}
		String needed = needed(shape, column, collation, characters);
		if (needed != null) {
			this.faults.add("column " + table + "." + name + " is " + collation + ", " + needed + " is needed");
		}
	}

	private static @Nullable String needed(TableShape table, ColumnShape column, String collation, String characters) {
		boolean key = Stream.concat(table.uniques().stream(), table.indexes().stream())
			.anyMatch((columns) -> columns.contains(column.name()));
		if (key && !KEYS.contains(collation)) {
			return "collation utf8mb4_nopad_bin";
		}
		return CHARACTERS.contains(characters) ? null : "character set utf8mb4";
	}

}
