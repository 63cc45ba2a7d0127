package io.github.jwtauth.boot.jpa;

import java.util.Locale;

import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.model.relational.Sequence;
import org.hibernate.mapping.Table;
import org.hibernate.tool.schema.spi.SchemaFilter;
import org.hibernate.tool.schema.spi.SchemaFilterProvider;

/**
 * Keeps the host's {@code ddl-auto} away from our tables: what the entities know is less
 * than what the scripts create, and {@code create-drop}, Boot's default on an embedded
 * database, would replace the one by the other. Validation sees everything.
 */
final class OwnTables implements SchemaFilterProvider {

	private static final String PREFIX = "jwtauth_";

	private static final SchemaFilter ALL_BUT_OURS = new SchemaFilter() {

		@Override
		public boolean includeNamespace(Namespace namespace) {
			return true;
		}

		@Override
		public boolean includeTable(Table table) {
			return !table.getName().toLowerCase(Locale.ROOT).startsWith(PREFIX);
		}

		@Override
		public boolean includeSequence(Sequence sequence) {
			return true;
		}

	};

	@Override
	public SchemaFilter getCreateFilter() {
		return ALL_BUT_OURS;
	}

	@Override
	public SchemaFilter getDropFilter() {
		return ALL_BUT_OURS;
	}

	@Override
	public SchemaFilter getTruncatorFilter() {
		return ALL_BUT_OURS;
	}

	@Override
	public SchemaFilter getMigrateFilter() {
		return ALL_BUT_OURS;
	}

	@Override
	public SchemaFilter getValidateFilter() {
		return SchemaFilter.ALL;
	}

}
