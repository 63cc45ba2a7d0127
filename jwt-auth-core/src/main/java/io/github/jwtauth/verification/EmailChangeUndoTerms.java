package io.github.jwtauth.verification;

import java.time.Instant;

import io.github.jwtauth.account.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * What the token that undoes a change remembers.
 *
 * @param restored the address that was replaced, as it was given
 * @param changedAt when it was replaced, not later than to the second
 */
record EmailChangeUndoTerms(EmailAddress restored, Instant changedAt) {

	static EmailChangeUndoTerms read(@Nullable String payload) {
		String[] parts = ((payload != null) ? payload : "").split(" ", -1);
		if (parts.length != 2) {
			throw new IllegalStateException("a token that undoes a change without what it was");
		}
		return new EmailChangeUndoTerms(EmailChangeTerms.address(parts[0]),
				Instant.ofEpochSecond(Long.parseLong(parts[1])));
	}

	String write() {
		return EmailChangeTerms.text(this.restored) + " " + this.changedAt.getEpochSecond();
	}

	/** Personal data. */
	@Override
	public String toString() {
		return "EmailChangeUndoTerms[***]";
	}

}
