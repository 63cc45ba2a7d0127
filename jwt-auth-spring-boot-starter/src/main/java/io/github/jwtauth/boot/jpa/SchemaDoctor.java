package io.github.jwtauth.boot.jpa;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares the tables that are there with those that statements of ours rely on, and
 * names what differs. More than is needed is fine: further columns, wider types, further
 * indexes.
 */
final class SchemaDoctor {

	private final List<String> faults = new ArrayList<>();

	private final List<String> remarks = new ArrayList<>();

	/**
	 * Compares.
	 * @param expected what has to be there
	 * @param present what is there
	 */
	SchemaDoctor(TableShapes expected, TableShapes present) {
		expected.tables().forEach((name, table) -> {
			TableShape found = present.tables().get(name);
			if (found == null) {
				this.faults.add("table " + name + " is missing");
			}
			else {
				compareColumns(name, table, found);
				compareIndexes(name, table, found);
			}
		});
	}

	/** What makes statements fail or lose their promise; nothing when all is well. */
	List<String> faults() {
		return this.faults;
	}

	/** What only makes things slow or untidy. */
	List<String> remarks() {
		return this.remarks;
	}

	private void compareColumns(String table, TableShape expected, TableShape present) {
		expected.columns().forEach((name, column) -> {
			ColumnShape found = present.columns().get(name);
			if (found == null) {
				this.faults.add("column " + table + "." + name + " (" + column.typeAndSize() + ") is missing");
			}
			else {
				compare(table + "." + name, column, found);
			}
		});
		present.columns()
			.values()
			.stream()
			.filter((column) -> !expected.columns().containsKey(column.name()))
			.filter((column) -> !column.nullable() && !column.given())
			.forEach((column) -> this.faults.add("column " + table + "." + column.name()
					+ " is not of jwt-auth, and needs a value that jwt-auth does not give; make it nullable or give it"
					+ " a default"));
	}

	private void compare(String column, ColumnShape expected, ColumnShape present) {
		if (!present.holds(expected)) {
			this.faults.add(
					"column " + column + " is " + present.typeAndSize() + ", " + expected.typeAndSize() + " is needed");
		}
		if (expected.nullable() && !present.nullable()) {
			this.faults.add("column " + column + " is not null, and has to take null");
		}
		if (!expected.nullable() && present.nullable()) {
			this.remarks.add("column " + column + " takes null, and should not");
		}
		if (expected.given() && !present.given()) {
			this.faults.add("column " + column + " has lost its default or its computation");
		}
	}

	private void compareIndexes(String table, TableShape expected, TableShape present) {
		expected.uniques()
			.stream()
			.filter((unique) -> !present.isUnique(unique))
			.forEach((unique) -> this.faults.add(
					"no unique index on " + table + " (" + String.join(", ", unique) + "); create unique index on it"));
		expected.indexes()
			.stream()
			.filter((index) -> !present.isIndexed(index))
			.forEach((index) -> this.remarks
				.add("no index on " + table + " (" + String.join(", ", index) + "), which makes it slow"));
	}

}
