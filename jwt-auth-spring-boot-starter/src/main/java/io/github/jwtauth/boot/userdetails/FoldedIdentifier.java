package io.github.jwtauth.boot.userdetails;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Makes one text of everything that directories and the collations of databases take for
 * one name: without case, accents, invisible characters and superfluous space.
 */
final class FoldedIdentifier {

	/** Marks, everything invisible, and two letters that look like nothing. */
	private static final Pattern IGNORED = Pattern.compile("[\\p{M}\\p{C}\\x{115F}\\x{1160}\\x{FFFC}]+");

	private static final Pattern SPACE = Pattern.compile("\\p{Z}+");

	private static final Pattern STROKED = Pattern.compile("[\u00e6\u00f0\u00f8\u0111\u0127\u0142\u0153\u0167]");

	/** Letters that have no decomposition, and nevertheless count as others. */
	private static final Map<String, String> PLAIN = Map.of("\u00e6", "ae", "\u00f0", "d", "\u00f8", "o", "\u0111", "d",
			"\u0127", "h", "\u0142", "l", "\u0153", "oe", "\u0167", "t");

	private FoldedIdentifier() {
	}

	static String of(String identifier) {
		String bare = IGNORED.matcher(Normalizer.normalize(identifier, Normalizer.Form.NFKD)).replaceAll("");
		// By way of the upper case, so that sharp s and dotless i are folded, too.
		String lower = bare.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
		String plain = STROKED.matcher(lower).replaceAll((letter) -> PLAIN.getOrDefault(letter.group(), ""));
		return SPACE.matcher(plain).replaceAll(" ").strip();
	}

}
