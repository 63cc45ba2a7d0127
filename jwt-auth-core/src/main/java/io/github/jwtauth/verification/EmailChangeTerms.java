package io.github.jwtauth.verification;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * What the token of a change remembers.
 *
 * @param present canonical form of the address that is to be replaced, empty when there
 * was none
 * @param replacement the new address, as it was given
 */
record EmailChangeTerms(String present, EmailAddress replacement) {

	static EmailChangeTerms of(Account account, EmailAddress replacement) {
		return new EmailChangeTerms(canonical(account), replacement);
	}

	static EmailChangeTerms read(@Nullable String payload) {
		String[] parts = ((payload != null) ? payload : "").split(" ", -1);
		if (parts.length != 2) {
			throw new IllegalStateException("a token of a change without addresses");
		}
		return new EmailChangeTerms(parts[0], address(parts[1]));
	}

	String write() {
		return this.present + " " + text(this.replacement);
	}

	/** Bound to the address at issue: whoever changed it meanwhile, this is void. */
	boolean fit(Account account) {
		return this.present.equals(canonical(account));
	}

	/** ASCII; the domain may be given in any script. */
	static String text(EmailAddress address) {
		return URLEncoder.encode(address.value(), StandardCharsets.UTF_8);
	}

	static EmailAddress address(String text) {
		return EmailAddress.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
	}

	private static String canonical(Account account) {
		return (account.email() != null) ? account.email().canonical() : "";
	}

	/** Personal data. */
	@Override
	public String toString() {
		return "EmailChangeTerms[***]";
	}

}
