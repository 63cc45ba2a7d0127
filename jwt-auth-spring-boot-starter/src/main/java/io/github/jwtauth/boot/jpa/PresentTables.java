package io.github.jwtauth.boot.jpa;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads from the catalogue of the database what our tables look like: one question for
 * all columns and one for the indexes of each table. Looks in the schema where our
 * statements find their tables, so that tables of the same name elsewhere are not
 * mistaken for them.
 */
final class PresentTables {

	private final DatabaseMetaData metadata;

	private final @Nullable String catalog;

	private final @Nullable String schema;

	private PresentTables(Connection connection, Dialect dialect) throws SQLException {
		this.metadata = connection.getMetaData();
		this.catalog = connection.getCatalog();
		this.schema = schema(connection, dialect);
	}

	/**
	 * Reads the tables.
	 * @param dataSource where they are
	 * @param dialect its database
	 * @param wanted their names, in lower case
	 * @return those of them that are there
	 */
	static TableShapes read(DataSource dataSource, Dialect dialect, Set<String> wanted) {
		ConnectionCallback<TableShapes> reading = (connection) -> new PresentTables(connection, dialect).read(wanted);
		TableShapes tables = new JdbcTemplate(dataSource).execute(reading);
		return (tables != null) ? tables : new TableShapes(Map.of());
	}

	/** PostgreSQL goes through a path of schemas; the current one is only its first. */
	private static @Nullable String schema(Connection connection, Dialect dialect) throws SQLException {
		if (dialect != Dialect.POSTGRESQL) {
			return connection.getSchema();
		}
		try (PreparedStatement statement = connection.prepareStatement("select n.nspname from pg_class c"
				+ " join pg_namespace n on n.oid = c.relnamespace where c.oid = to_regclass('jwtauth_schema_version')");
				ResultSet row = statement.executeQuery()) {
			return row.next() ? row.getString(1) : connection.getSchema();
		}
	}

	private TableShapes read(Set<String> wanted) throws SQLException {
		TableShapes shapes = new TableShapes(new LinkedHashMap<>());
		Map<String, String> spellings = new LinkedHashMap<>();
		try (ResultSet row = this.metadata.getColumns(this.catalog, pattern(this.schema), stored("jwtauth%"), "%")) {
			while (row.next()) {
				String spelling = row.getString("TABLE_NAME");
				String table = spelling.toLowerCase(Locale.ROOT);
				if (wanted.contains(table) && isHere(row)) {
					spellings.put(table, spelling);
					ColumnShape column = column(row);
					shapes.table(table).columns().put(column.name(), column);
				}
			}
		}
		for (Map.Entry<String, String> table : spellings.entrySet()) {
			addIndexes(shapes.table(table.getKey()), table.getValue());
		}
		return shapes;
	}

	private void addIndexes(TableShape table, String spelling) throws SQLException {
		Map<String, List<String>> uniques = new LinkedHashMap<>();
		Map<String, List<String>> others = new LinkedHashMap<>();
		try (ResultSet row = this.metadata.getIndexInfo(this.catalog, this.schema, spelling, false, true)) {
			while (row.next()) {
				String column = row.getString("COLUMN_NAME");
				if (column != null) { // else it is a row of statistics
					boolean everywhere = row.getString("FILTER_CONDITION") == null;
					((!row.getBoolean("NON_UNIQUE") && everywhere) ? uniques : others)
						.computeIfAbsent(row.getString("INDEX_NAME"), (index) -> new ArrayList<>())
						.add(column.toLowerCase(Locale.ROOT));
				}
			}
		}
		table.uniques().addAll(uniques.values());
		table.indexes().addAll(others.values());
	}

	private ColumnShape column(ResultSet row) throws SQLException {
		String type = row.getString("TYPE_NAME").toLowerCase(Locale.ROOT);
		int code = row.getInt("DATA_TYPE");
		String given = row.getString("COLUMN_DEF"); // MariaDB spells "none" as NULL
		return new ColumnShape(row.getString("COLUMN_NAME").toLowerCase(Locale.ROOT), family(type, code),
				size(type, code, row.getInt("COLUMN_SIZE")), row.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls,
				(given != null && !given.equalsIgnoreCase("null")) || "YES".equals(row.getString("IS_AUTOINCREMENT"))
						|| "YES".equals(row.getString("IS_GENERATEDCOLUMN")));
	}

	private static String family(String type, int code) {
		if (type.equals("uuid")) {
			return type;
		}
		return switch (code) {
			case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB, Types.NCHAR, Types.NVARCHAR,
					Types.LONGNVARCHAR, Types.NCLOB ->
				"text";
			case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> "binary";
			case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> "integer";
			case Types.BIT, Types.BOOLEAN -> "boolean";
			default -> type.equals("timestamptz") ? "timestamp-with-time-zone" : type.replace(' ', '-');
		};
	}

	private static int size(String type, int code, int size) {
		return switch (family(type, code)) {
			case "text", "binary" -> size;
			case "integer" -> switch (code) {
				case Types.TINYINT -> Byte.SIZE;
				case Types.SMALLINT -> Short.SIZE;
				case Types.INTEGER -> Integer.SIZE;
				default -> Long.SIZE;
			};
			default -> 0;
		};
	}

	private boolean isHere(ResultSet row) throws SQLException {
		return this.schema == null || this.schema.equals(row.getString("TABLE_SCHEM"));
	}

	private @Nullable String pattern(@Nullable String name) throws SQLException {
		String escape = this.metadata.getSearchStringEscape();
		return (name != null)
				? name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%") : null;
	}

	private String stored(String name) throws SQLException {
		return this.metadata.storesUpperCaseIdentifiers() ? name.toUpperCase(Locale.ROOT) : name;
	}

}
