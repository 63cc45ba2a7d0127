package io.github.jwtauth.notification;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * Something that an owner is to be told. Immutable; the {@code with} methods return
 * copies.
 *
 * @param kind what
 * @param accountId whose account, or {@code null} when there is none yet
 * @param recipient where to; mail goes to the form that was given
 * @param at when it happened
 * @param expiresAt from when on it is of no use, because its token has expired, or
 * {@code null}
 * @param locale language tag, or {@code null} for the application's
 * @param token one-time token for the link, or {@code null}
 * @param code short code to type in instead, or {@code null}
 * @param facts what else to tell, by name: {@code first_name}, {@code device},
 * {@code ip_address}, {@code new_email}, {@code inviter} and the like; never a secret.
 * Written by strangers in part, so whoever shows them escapes them
 * @param provenAddress whether the recipient has proven the address. Where nobody has, it
 * may be a stranger's, and a bound applies to every kind (requirement R-32, attack X-44)
 */
public record AccountNotice(NoticeKind kind, @Nullable AccountId accountId, EmailAddress recipient, Instant at,
		@Nullable Instant expiresAt, @Nullable String locale, @Nullable Secret token, @Nullable Secret code,
		Map<String, String> facts, boolean provenAddress) {

	public AccountNotice {
		Objects.requireNonNull(kind, "kind");
		Objects.requireNonNull(recipient, "recipient");
		Objects.requireNonNull(at, "at");
		facts = Map.copyOf(facts);
	}

	/**
	 * A bare notice.
	 * @param kind what
	 * @param accountId whose account, or {@code null} when there is none yet
	 * @param recipient where to
	 * @param at when it happened
	 * @return the notice
	 */
	public static AccountNotice of(NoticeKind kind, @Nullable AccountId accountId, EmailAddress recipient, Instant at) {
		return new AccountNotice(kind, accountId, recipient, at, null, null, null, null, Map.of(), true);
	}

	/**
	 * The same with a token.
	 * @param newToken for the link
	 * @param until when it expires
	 * @return a copy
	 */
	public AccountNotice withToken(Secret newToken, Instant until) {
		return new AccountNotice(this.kind, this.accountId, this.recipient, this.at, until, this.locale, newToken,
				this.code, this.facts, this.provenAddress);
	}

	/**
	 * The same with a code.
	 * @param newCode to type in
	 * @return a copy
	 */
	public AccountNotice withCode(@Nullable Secret newCode) {
		return new AccountNotice(this.kind, this.accountId, this.recipient, this.at, this.expiresAt, this.locale,
				this.token, newCode, this.facts, this.provenAddress);
	}

	/**
	 * The same in a language.
	 * @param tag language tag, or {@code null}
	 * @return a copy
	 */
	public AccountNotice withLocale(@Nullable String tag) {
		return new AccountNotice(this.kind, this.accountId, this.recipient, this.at, this.expiresAt, tag, this.token,
				this.code, this.facts, this.provenAddress);
	}

	/**
	 * The same with more to tell.
	 * @param more by name; replaces what was there
	 * @return a copy
	 */
	public AccountNotice withFacts(Map<String, String> more) {
		return new AccountNotice(this.kind, this.accountId, this.recipient, this.at, this.expiresAt, this.locale,
				this.token, this.code, more, this.provenAddress);
	}

	/**
	 * The same to an address that somebody has proven, or nobody has.
	 * @param proven see {@link #provenAddress()}
	 * @return a copy
	 */
	public AccountNotice toProvenAddress(boolean proven) {
		return new AccountNotice(this.kind, this.accountId, this.recipient, this.at, this.expiresAt, this.locale,
				this.token, this.code, this.facts, proven);
	}

	/** Addresses and facts are personal data, tokens are secrets. */
	@Override
	public String toString() {
		return "AccountNotice[kind=" + this.kind + ", accountId=" + this.accountId + "]";
	}

}
