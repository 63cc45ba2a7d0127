package io.github.jwtauth.boot.jpa;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tables by name. As text, one line for each column and each index, so that a difference
 * between two versions is a difference of lines.
 *
 * @param tables the tables by name, in lower case
 */
record TableShapes(Map<String, TableShape> tables) {

	private static final Pattern COLUMN = Pattern
		.compile("(\\w+) column (\\w+) ([a-z-]+)(?:\\((\\d+)\\))?( not null)?( given)?");

	private static final Pattern INDEX = Pattern.compile("(\\w+) (unique|index) \\(([\\w, ]+)\\)");

	static TableShapes parse(String text) {
		TableShapes shapes = new TableShapes(new LinkedHashMap<>());
		text.lines().map(String::strip).filter((line) -> !line.isEmpty()).forEach(shapes::add);
		return shapes;
	}

	/** The table of that name, made empty where there is none. */
	TableShape table(String name) {
		return this.tables.computeIfAbsent(name,
				(added) -> new TableShape(new LinkedHashMap<>(), new LinkedHashSet<>(), new LinkedHashSet<>()));
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		this.tables.forEach((name, table) -> Stream
			.of(table.columns().values().stream().map((column) -> "column " + column),
					table.uniques().stream().map((unique) -> "unique (" + String.join(", ", unique) + ")").sorted(),
					table.indexes().stream().map((index) -> "index (" + String.join(", ", index) + ")").sorted())
			.flatMap((lines) -> lines)
			.forEach((line) -> text.append(name).append(' ').append(line).append('\n')));
		return text.toString();
	}

	private void add(String line) {
		Matcher column = COLUMN.matcher(line);
		Matcher index = INDEX.matcher(line);
		if (column.matches()) {
			String size = column.group(4);
			table(column.group(1)).columns()
				.put(column.group(2), new ColumnShape(column.group(2), column.group(3),
						(size != null) ? Integer.parseInt(size) : 0, column.group(5) == null, column.group(6) != null));
		}
		else if (index.matches()) {
			TableShape table = table(index.group(1));
			(index.group(2).equals("unique") ? table.uniques() : table.indexes())
				.add(List.of(index.group(3).split(", ")));
		}
		else {
			throw new IllegalArgumentException("no line of a table: " + line);
		}
	}

}
