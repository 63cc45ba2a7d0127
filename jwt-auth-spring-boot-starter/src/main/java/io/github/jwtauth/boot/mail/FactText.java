package io.github.jwtauth.boot.mail;

import java.util.regex.Pattern;

/**
 * Text that a stranger may have written, for a mail that we send (requirements R-96,
 * one line, not long, and where nobody vouches for it nothing that a mail
 * program would make a link of.
 */
final class FactText {

	private static final Pattern UNSAFE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+");

	private static final Pattern LINK = Pattern
		.compile("(?i)://|www\\.|@|[\\p{L}\\p{N}_-][.\\u3002\\uff0e\\uff61]\\p{L}[\\p{L}\\p{N}-]");

	private FactText() {
	}

	/**
	 * Makes a text fit to be kept.
	 * @param text from anywhere
	 * @param longest most characters
	 * @return one line without control characters
	 */
	static String cut(String text, int longest) {
		String line = UNSAFE.matcher(text).replaceAll(" ").strip();
		if (line.length() <= longest) {
			return line;
		}
		int end = Character.isHighSurrogate(line.charAt(longest - 1)) ? longest - 1 : longest;
		return line.substring(0, end);
	}

	/**
	 * Whether somebody else's words could become a link in our mail.
	 * @param text one line
	 * @return whether they look like one
	 */
	static boolean looksLikeLink(String text) {
		return LINK.matcher(text).find();
	}

}
