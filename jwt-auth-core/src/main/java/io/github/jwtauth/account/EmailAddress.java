package io.github.jwtauth.account;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import io.github.jwtauth.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * A valid e-mail address, or nothing. Two addresses are the same when their canonical
 * forms are: trimmed, ASCII local part in lower case, domain in the ASCII form of IDNA
 * (decision 15, requirement R-102). Anything that could look like another address is
 * refused instead of folded: mail always goes to the form that was given.
 */
public final class EmailAddress {

	private static final Pattern LOCAL_PART = Pattern
		.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

	private static final Pattern DOMAIN = Pattern
		.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+(?=[0-9-]*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

	private static final int MAX_LENGTH = 254;

	private static final int MAX_LOCAL_LENGTH = 64;

	private final String given;

	private final String canonical;

	private EmailAddress(String given, String canonical) {
		this.given = given;
		this.canonical = canonical;
	}

	/**
	 * Reads an address.
	 * @param text what somebody typed
	 * @return the address
	 * @throws InvalidInputException when it is not one that we would send mail to
	 */
	public static EmailAddress of(String text) {
		return parse(text).orElseThrow(
				() -> new InvalidInputException("email", "email_invalid", "This is not a valid e-mail address."));
	}

	/**
	 * Reads an address where a wrong one is not an error.
	 * @param text what somebody typed
	 * @return the address, or empty
	 */
	public static Optional<EmailAddress> parse(String text) {
		String given = text.strip();
		int at = given.indexOf('@');
		if (given.length() > MAX_LENGTH || at < 1 || at > MAX_LOCAL_LENGTH || !isNormalized(given)) {
			return Optional.empty();
		}
		String local = given.substring(0, at);
		String domain = asciiDomain(given.substring(at + 1));
		if (domain == null || !LOCAL_PART.matcher(local).matches()) {
			return Optional.empty();
		}
		String canonical = local.toLowerCase(Locale.ROOT) + '@' + domain;
		return (canonical.length() <= MAX_LENGTH) ? Optional.of(new EmailAddress(given, canonical)) : Optional.empty();
	}

	/**
	 * The form that was given and that mail goes to.
	 * @return the address without surrounding space
	 */
	public String value() {
		return this.given;
	}

	/**
	 * The form that is unique.
	 * @return ASCII, in lower case
	 */
	public String canonical() {
		return this.canonical;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof EmailAddress that && this.canonical.equals(that.canonical);
	}

	@Override
	public int hashCode() {
		return this.canonical.hashCode();
	}

	/** Addresses are personal data and stay out of logs. */
	@Override
	public String toString() {
		return "EmailAddress[***]";
	}

	private static boolean isNormalized(String text) {
		return Normalizer.isNormalized(text, Normalizer.Form.NFKC);
	}

	/**
	 * IDNA 2003 folds more than case: it drops invisible characters and writes sharp s as
	 * ss. A domain that does not survive the way there and back is refused.
	 */
	private static @Nullable String asciiDomain(String domain) {
		String given = domain.toLowerCase(Locale.ROOT);
		try {
			String ascii = IDN.toASCII(given, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
			boolean kept = ascii.equals(given) || IDN.toUnicode(ascii).equals(given);
			return (kept && DOMAIN.matcher(ascii).matches()) ? ascii : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
