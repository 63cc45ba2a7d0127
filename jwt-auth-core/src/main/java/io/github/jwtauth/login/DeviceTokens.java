package io.github.jwtauth.login;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

import io.github.jwtauth.DerivedKey;
import io.github.jwtauth.KeyPurpose;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.account.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a device that somebody has logged in on (decision 14). A token is
 * {@code jdt_} and base64url of secret id, end, 128 random bits and a MAC over these, the
 * account and its credential version: no database knows it, whoever has it learns nothing
 * about the account, and a change of a credential voids it. It never authenticates
 * (attack X-11). There is one spelling per token. A browser keeps the token of whoever
 * logged in there last; the others are new there when they come back. Safe for use by
 * many threads.
 */
public final class DeviceTokens {

	/** How long a device is recognised after a login. */
	public static final Duration LIFETIME = Duration.ofDays(180);

	private static final String PREFIX = "jdt_";

	private static final int RANDOM_BYTES = 16;

	private static final int OPEN_BYTES = Integer.BYTES + Long.BYTES + RANDOM_BYTES;

	private static final int MAC_BYTES = 32;

	/** Divisible by three: every character counts, so that there is one spelling. */
	private static final int LENGTH = PREFIX.length() + (OPEN_BYTES + MAC_BYTES) * 4 / 3;

	private final SecretKeys keys;

	private final RandomBytes random;

	private final Clock clock;

	public DeviceTokens(SecretKeys keys, RandomBytes random, Clock clock) {
		this.keys = keys;
		this.random = random;
		this.clock = clock;
	}

	/**
	 * Makes a token for a device that the owner has just logged in on.
	 * @param subject the owner, with the present credential version
	 * @return another one each time; good for {@link #LIFETIME}
	 */
	public Secret issue(Subject subject) {
		DerivedKey key = this.keys.current(KeyPurpose.DEVICE_COOKIE);
		byte[] open = ByteBuffer.allocate(OPEN_BYTES)
			.putInt(key.secretId())
			.putLong(this.clock.instant().plus(LIFETIME).getEpochSecond())
			.put(this.random.next(RANDOM_BYTES))
			.array();
		byte[] all = ByteBuffer.allocate(OPEN_BYTES + MAC_BYTES).put(open).put(mac(key, open, subject)).array();
		return Secret.of(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(all));
	}

	/**
	 * What a device is recognised by after another login: what it has, while that is
	 * theirs and more than half of its life is left, because a remembered device is found
	 * by it; else a new one.
	 * @param presented what the device shows, or {@code null}
	 * @param subject the owner, with the present credential version
	 * @return the same or another token
	 */
	public Secret keep(@Nullable Secret presented, Subject subject) {
		return (presented != null && recognises(presented, subject, LIFETIME.dividedBy(2))) ? presented
				: issue(subject);
	}

	/**
	 * Whether the owner has logged in on the device before.
	 * @param presented what the device shows
	 * @param subject the owner, with the present credential version
	 * @return whether the token is genuine, theirs, not expired, and no credential was
	 * changed since
	 */
	public boolean recognises(Secret presented, Subject subject) {
		return recognises(presented, subject, Duration.ZERO);
	}

	private boolean recognises(Secret presented, Subject subject, Duration left) {
		byte[] all = decode(presented.reveal());
		if (all.length != OPEN_BYTES + MAC_BYTES) {
			return false;
		}
		byte[] open = Arrays.copyOf(all, OPEN_BYTES);
		ByteBuffer parts = ByteBuffer.wrap(open);
		return this.keys.find(parts.getInt(), KeyPurpose.DEVICE_COOKIE)
			.filter((key) -> MessageDigest.isEqual(mac(key, open, subject),
					Arrays.copyOfRange(all, OPEN_BYTES, all.length)))
			// Only what the MAC covers is known to be a time.
			.filter((key) -> this.clock.instant().plus(left).isBefore(Instant.ofEpochSecond(parts.getLong())))
			.isPresent();
	}

	private static byte[] mac(DerivedKey key, byte[] open, Subject subject) {
		UUID owner = subject.id().value();
		return key.mac(open,
				ByteBuffer.allocate(3 * Long.BYTES)
					.putLong(owner.getMostSignificantBits())
					.putLong(owner.getLeastSignificantBits())
					.putLong(subject.credentialVersion())
					.array());
	}

	private static byte[] decode(String presented) {
		if (presented.length() != LENGTH || !presented.startsWith(PREFIX)) {
			return new byte[0];
		}
		try {
			return Base64.getUrlDecoder().decode(presented.substring(PREFIX.length()));
		}
		catch (IllegalArgumentException ex) {
			return new byte[0];
		}
	}

}
