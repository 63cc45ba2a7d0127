package io.github.jwtauth.boot.jpa;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table, as far as statements of ours depend on it.
 *
 * @param columns its columns by name
 * @param uniques columns, in the order of their index, whose values occur once in the
 * whole table: primary key, unique constraints, unique indexes
 * @param indexes the same of indexes that only make it fast
 */
record TableShape(Map<String, ColumnShape> columns, Set<List<String>> uniques, Set<List<String>> indexes) {

	boolean isUnique(List<String> wanted) {
		return this.uniques.stream().anyMatch((unique) -> Set.copyOf(unique).equals(Set.copyOf(wanted)));
	}

	/** An index serves whoever asks for its first columns. */
	boolean isIndexed(List<String> wanted) {
		return serves(this.indexes, wanted) || serves(this.uniques, wanted);
	}

	private static boolean serves(Set<List<String>> indexes, List<String> wanted) {
		return indexes.stream()
			.anyMatch((index) -> index.size() >= wanted.size() && index.subList(0, wanted.size()).equals(wanted));
	}

}
