package io.github.jwtauth.notification;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;

import io.github.jwtauth.KeyPurpose;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.StoredHash;
import io.github.jwtauth.account.EmailAddress;

/**
 * What the tables of the outbox know of a mailbox: a keyed hash of the canonical form of
 * its address, without what only tells several addresses of one mailbox apart. Whoever
 * reads it learns nobody's address.
 *
 * @param hash the 256 bits
 */
public record MailboxHash(StoredHash hash) {

	private static final Set<String> GOOGLE = Set.of("gmail.com", "googlemail.com");

	private static final byte[] REAL = { 1 };

	private static final byte[] PRETENDED = { 0 };

	public MailboxHash {
		Objects.requireNonNull(hash, "hash");
	}

	/**
	 * Wraps a stored hash.
	 * @param bytes 32 bytes
	 */
	public MailboxHash(byte[] bytes) {
		this(new StoredHash(bytes));
	}

	/**
	 * The form to store.
	 * @return a copy of the 32 bytes
	 */
	public byte[] bytes() {
		return this.hash.bytes();
	}

	@Override
	public String toString() {
		return this.hash.toString();
	}

	/**
	 * The hash of an address that gets mail.
	 * @param address whose
	 * @param keys the current one is used: after the secret was replaced, budgets begin
	 * anew
	 * @return the hash
	 */
	public static MailboxHash of(EmailAddress address, SecretKeys keys) {
		return hash(REAL, address, keys);
	}

	/**
	 * The hash of an address that mail is pretended for. Another one than
	 * {@link #of(EmailAddress, SecretKeys)}, so that nobody uses up the budget of a
	 * mailbox before it has an account.
	 * @param address whose
	 * @param keys the current one is used
	 * @return the hash
	 */
	public static MailboxHash pretended(EmailAddress address, SecretKeys keys) {
		return hash(PRETENDED, address, keys);
	}

	private static MailboxHash hash(byte[] world, EmailAddress address, SecretKeys keys) {
		byte[] mailbox = mailboxOf(address.canonical()).getBytes(StandardCharsets.UTF_8);
		return new MailboxHash(keys.current(KeyPurpose.MAILBOX).mac(world, mailbox));
	}

	/**
	 * Addresses with tags are many, the mailbox behind them is one, and so is its budget.
	 * Where a plus means nothing, two owners share a budget; neither gets the other's
	 * mail.
	 */
	private static String mailboxOf(String canonical) {
		int at = canonical.indexOf('@');
		String local = canonical.substring(0, at);
		String domain = canonical.substring(at + 1);
		int tag = local.indexOf('+');
		String untagged = (tag > 0) ? local.substring(0, tag) : local;
		return GOOGLE.contains(domain) ? untagged.replace(".", "") + "@gmail.com" : untagged + '@' + domain;
	}

}
