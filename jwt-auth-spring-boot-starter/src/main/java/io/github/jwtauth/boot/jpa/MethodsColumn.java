package io.github.jwtauth.boot.jpa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.token.ProvenMethods;
import org.jspecify.annotations.Nullable;

/**
 * Methods as the column {@code amr} holds them: {@code pwd,otp=1700000000}. A bare one
 * was proven at {@code authenticated_at}, the others at their second.
 */
final class MethodsColumn {

	private static final String SEPARATOR = ",";

	private static final String AT = "=";

	/**
	 * As long as the column, which MariaDB cuts off in silence where it is not strict.
	 */
	private static final int CHARS = 255;

	private MethodsColumn() {
	}

	/**
	 * Writes what fits. An earlier proof for which there is no room is forgotten, which
	 * takes a right away and never gives one; a present one must fit.
	 */
	static String write(ProvenMethods proven) {
		int room = CHARS - String.join(SEPARATOR, present(proven)).length();
		if (room < 0) {
			throw new IllegalArgumentException("authentication methods have at most " + CHARS + " characters");
		}
		List<String> entries = new ArrayList<>();
		for (String method : proven.amr()) {
			Instant time = proven.earlier().get(method);
			String entry = (time != null) ? escaped(method) + AT + time.getEpochSecond() : escaped(method);
			room -= (time != null) ? entry.length() + SEPARATOR.length() : 0;
			if (time == null || room >= 0) {
				entries.add(entry);
			}
		}
		return String.join(SEPARATOR, entries);
	}

	static ProvenMethods read(@Nullable String column, Instant authenticatedAt) {
		List<String> amr = new ArrayList<>();
		Map<String, Instant> earlier = new LinkedHashMap<>();
		String[] entries = (column == null || column.isEmpty()) ? new String[0] : column.split(SEPARATOR);
		for (String entry : entries) {
			int at = entry.indexOf(AT);
			String method = unescaped((at < 0) ? entry : entry.substring(0, at));
			amr.add(method);
			if (at >= 0) {
				earlier.put(method, Instant.ofEpochSecond(Long.parseLong(entry.substring(at + 1))));
			}
		}
		return new ProvenMethods(amr, authenticatedAt, earlier);
	}

	private static List<String> present(ProvenMethods proven) {
		return proven.amr()
			.stream()
			.filter((method) -> !proven.earlier().containsKey(method))
			.map(MethodsColumn::escaped)
			.toList();
	}

	/** A host may call a method what it likes. */
	private static String escaped(String method) {
		return method.replace("%", "%25").replace(SEPARATOR, "%2C").replace(AT, "%3D");
	}

	private static String unescaped(String method) {
		return method.replace("%3D", AT).replace("%2C", SEPARATOR).replace("%25", "%");
	}

}
