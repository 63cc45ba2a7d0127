package io.github.jwtauth.password;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Scanner;
import java.util.stream.Stream;

/**
 * The passwords that everybody tries first (requirement R-06), read once, when the first
 * new password is judged. Kept as sorted 64-bit hashes: eight bytes each.
 */
final class CommonPasswords {

	private static final String LIST = "common-passwords.txt";

	private static final long FNV_OFFSET = 0xcbf29ce484222325L;

	private static final long FNV_PRIME = 0x100000001b3L;

	private CommonPasswords() {
	}

	/**
	 * Whether a password is a common one, also with digits and punctuation appended and
	 * with digits and signs in the place of letters.
	 * @param password in whatever case
	 * @return whether it is
	 */
	static boolean contains(String password) {
		String folded = password.toLowerCase(Locale.ROOT);
		return Stream.of(folded, stripped(folded, false), stripped(folded, true))
			.distinct()
			.flatMap((text) -> Stream.of(text, unfolded(text, 'i'), unfolded(text, 'l')))
			.distinct()
			.anyMatch((text) -> Arrays.binarySearch(Loaded.HASHES, hash(text)) >= 0);
	}

	/** The list itself, for its test. */
	static Stream<String> entries() {
		try (Scanner list = new Scanner(Objects.requireNonNull(CommonPasswords.class.getResourceAsStream(LIST), LIST),
				StandardCharsets.US_ASCII)) {
			return list.useDelimiter("\n").tokens().filter((line) -> !line.startsWith("# ")).toList().stream();
		}
	}

	private static String stripped(String text, boolean digits) {
		int end = text.length();
		while (end > 0 && isSuffix(text.charAt(end - 1), digits)) {
			end--;
		}
		return text.substring(0, end);
	}

	private static boolean isSuffix(char character, boolean digits) {
		return Character.isDigit(character) ? digits : !Character.isLetter(character);
	}

	private static String unfolded(String text, char one) {
		StringBuilder letters = new StringBuilder(text.length());
		for (char character : text.toCharArray()) {
			letters.append(switch (character) {
				case '@', '4' -> 'a';
				case '3' -> 'e';
				case '1', '!' -> one;
				case '0' -> 'o';
				case '$', '5' -> 's';
				case '7', '+' -> 't';
				default -> character;
			});
		}
		return letters.toString();
	}

	/** FNV-1a; a stranger of the same hash is one in 10^14. */
	private static long hash(String text) {
		long hash = FNV_OFFSET;
		for (char character : text.toCharArray()) {
			hash = (hash ^ character) * FNV_PRIME;
		}
		return hash;
	}

	private static final class Loaded {

		private static final long[] HASHES = entries().mapToLong(CommonPasswords::hash).sorted().toArray();

	}

}
