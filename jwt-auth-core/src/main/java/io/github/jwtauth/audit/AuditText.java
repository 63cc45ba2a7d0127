package io.github.jwtauth.audit;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Texts as the trail keeps them: one line each, of characters that can be read, and
 * bounded (requirement R-96). Nothing that a client sends can begin a line of its own or
 * leave the quotes of its JSON.
 */
final class AuditText {

	private static final char REPLACEMENT = '\uFFFD';

	private AuditText() {
	}

	/**
	 * Makes a text harmless.
	 * @param text from anywhere
	 * @param chars longest result
	 * @return the text without control characters, line ends and halves of characters
	 */
	static @Nullable String clean(@Nullable String text, int chars) {
		if (text == null || text.isEmpty()) {
			return null;
		}
		StringBuilder clean = new StringBuilder();
		text.codePoints().forEach((codePoint) -> {
			int kept = isReadable(codePoint) ? codePoint : REPLACEMENT;
			if (clean.length() + Character.charCount(kept) <= chars) {
				clean.appendCodePoint(kept);
			}
		});
		return clean.toString();
	}

	/**
	 * Writes texts as a JSON object.
	 * @param texts by name
	 * @param chars longest result; what does not fit is left out
	 * @return the object, in the order of the names, or {@code null} when there are none
	 */
	static @Nullable String json(Map<String, String> texts, int chars) {
		StringBuilder json = new StringBuilder("{");
		new TreeMap<>(texts).forEach((name, value) -> {
			String member = ((json.length() > 1) ? "," : "") + quoted(name) + ":" + quoted(value);
			if (json.length() + member.length() < chars) {
				json.append(member);
			}
		});
		return (json.length() > 1) ? json.append('}').toString() : null;
	}

	static String quoted(String text) {
		String clean = clean(text, AuditRecord.METADATA_CHARS);
		return "\"" + ((clean != null) ? clean : "").replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
	}

	/** Formats include the marks that turn the direction of writing. */
	private static boolean isReadable(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE ->
				false;
			default -> true;
		};
	}

}
