package io.github.jwtauth.account;

import java.util.Locale;

/**
 * What an administrator looks for.
 *
 * @param text part of an address, a username or a name, in any case; empty for everybody
 * @param page from 0
 * @param size most accounts of a page, 1 to 100
 */
public record AccountSearch(String text, int page, int size) {

	/** Most characters of the text. */
	public static final int TEXT_CHARS = 254;

	/** The last page that can be asked for. */
	public static final int LAST_PAGE = 1_000_000;

	/** Most accounts of a page. */
	public static final int MAX_SIZE = 100;

	public AccountSearch {
		text = text.strip();
		if (text.length() > TEXT_CHARS) {
			throw new IllegalArgumentException("a search has at most " + TEXT_CHARS + " characters");
		}
		if (page < 0 || page > LAST_PAGE || size < 1 || size > MAX_SIZE) {
			throw new IllegalArgumentException("a page has a number from 0 and 1 to " + MAX_SIZE + " accounts");
		}
	}

	/**
	 * The text as it is compared.
	 * @return in lower case
	 */
	public String folded() {
		return this.text.toLowerCase(Locale.ROOT);
	}

	/**
	 * How many accounts come before this page.
	 * @return at most 100 million
	 */
	public int offset() {
		return this.page * this.size;
	}

	/** What somebody looks for may be personal data. */
	@Override
	public String toString() {
		return "AccountSearch[page=" + this.page + ", size=" + this.size + "]";
	}

}
