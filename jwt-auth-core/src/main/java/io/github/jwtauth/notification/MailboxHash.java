package io.github.jwtauth.notification;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

import io.github.jwtauth.KeyPurpose;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.account.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * What the tables of the outbox know of an address: a keyed hash of its canonical form,
 * so that whoever reads them learns nobody's address.
 */
public final class MailboxHash {

	private static final int BYTES = 32;

	private static final byte[] REAL = { 1 };

	private static final byte[] PRETENDED = { 0 };

	private final byte[] bytes;

	/**
	 * Wraps a stored hash.
	 * @param bytes 32 bytes
	 */
	public MailboxHash(byte[] bytes) {
		if (bytes.length != BYTES) {
			throw new IllegalArgumentException("a mailbox hash has " + BYTES + " bytes");
		}
		this.bytes = bytes.clone();
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

	/**
	 * The form to store.
	 * @return a copy of the 32 bytes
	 */
	public byte[] bytes() {
		return this.bytes.clone();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof MailboxHash that && MessageDigest.isEqual(this.bytes, that.bytes);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bytes);
	}

	@Override
	public String toString() {
		return "***";
	}

	private static MailboxHash hash(byte[] world, EmailAddress address, SecretKeys keys) {
		byte[] canonical = address.canonical().getBytes(StandardCharsets.UTF_8);
		return new MailboxHash(keys.current(KeyPurpose.MAILBOX).mac(world, canonical));
	}

}
