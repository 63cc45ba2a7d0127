package io.github.jwtauth.password;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.protection.HashingBulkhead;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Compares and encodes passwords, always inside the bulkhead. A comparison costs the same
 * whether or not there is something to compare with, so that the time of an answer tells
 * nothing (requirements ). Call it outside of transactions and without holding
 * a connection: it is slow on purpose. Safe for use by many threads.
 */
public final class Passwords {

	private static final Logger logger = LoggerFactory.getLogger(Passwords.class);

	private static final Pattern ENCODED = Pattern.compile("\\{([a-zA-Z0-9@._-]+)}.+", Pattern.DOTALL);

	/** bcrypt ignores everything after these bytes (requirement R-04). */
	private static final int BCRYPT_BYTES = 72;

	private final PasswordEncoder encoder;

	private final HashingBulkhead bulkhead;

	private final HashWeight weight;

	private final RandomBytes random;

	private final Secret nobodysHash;

	/**
	 * For an encoder whose hashes all need the same memory.
	 * @param encoder compares and encodes
	 * @param bulkhead limits how much of that happens at once
	 * @param random makes the password that nobody has
	 */
	public Passwords(PasswordEncoder encoder, HashingBulkhead bulkhead, RandomBytes random) {
		this(encoder, bulkhead, random, (stored) -> 1);
	}

	/**
	 * For an encoder that also reads hashes of other systems.
	 * @param encoder compares and encodes
	 * @param bulkhead limits how much of that happens at once
	 * @param random makes the password that nobody has
	 * @param weight how much of the bulkhead a hash takes
	 * @throws LegibleHashException when the encoder writes passwords as they are typed
	 */
	public Passwords(PasswordEncoder encoder, HashingBulkhead bulkhead, RandomBytes random, HashWeight weight) {
		this.encoder = encoder;
		this.bulkhead = bulkhead;
		this.weight = weight;
		this.random = random;
		String nobodys = HexFormat.of().formatHex(random.next(16));
		this.nobodysHash = encode(encoder, nobodys);
		if (isLegible(this.nobodysHash, nobodys)) {
			throw new LegibleHashException(encoder.getClass().getName());
		}
	}

	/**
	 * Turns a caller away before anything is looked up, when there is no room for one
	 * more comparison.
	 * @throws AuthException with {@link AuthErrorCode#BUSY}
	 */
	public void requireRoom() {
		this.bulkhead.requireRoom();
	}

	/**
	 * Compares a typed password with an account's.
	 * @param typed what somebody typed
	 * @param stored the account's hash, or {@code null} when there is no account or it
	 * has no password; the work is the same
	 * @return whether they match, and the hash to store instead when the algorithm is out
	 * of date
	 */
	public PasswordMatch authenticate(RawPassword typed, @Nullable Secret stored) {
		int places = (stored != null) ? this.weight.placesOf(stored) : 1;
		return this.bulkhead.run(places, () -> compare(typed, stored));
	}

	/**
	 * Whether a password is one of several. They are compared one after the other in one
	 * place of the bulkhead, however many there are (requirement R-09).
	 * @param typed what somebody typed
	 * @param stored hashes; one that nobody can read is no match
	 * @return whether it is the password of any of them
	 */
	public boolean matchesAny(RawPassword typed, List<Secret> stored) {
		int places = stored.stream().mapToInt(this.weight::placesOf).max().orElse(0);
		return places > 0
				&& this.bulkhead.run(places, () -> stored.stream().anyMatch((hash) -> isPassword(typed, hash)));
	}

	/**
	 * Encodes a new password with the current algorithm.
	 * @param password the password
	 * @return the hash as the encoder writes it, ours with an {@code {id}} prefix
	 * @throws IllegalArgumentException when it is longer than what a host's encoder takes
	 */
	public Secret encode(RawPassword password) {
		return this.bulkhead.run(() -> encode(this.encoder, password.reveal()));
	}

	/**
	 * Encodes a password that nobody knows, not even we, for an account whose present one
	 * is known to somebody else.
	 * @return the hash; nothing that anybody types matches it
	 * @throws AuthException with {@link AuthErrorCode#BUSY}
	 */
	public Secret encodeNobodys() {
		return this.bulkhead.run(() -> encode(this.encoder, HexFormat.of().formatHex(this.random.next(32))));
	}

	/** The owner is known already: what it costs tells nobody anything. */
	private boolean isPassword(RawPassword typed, Secret stored) {
		try {
			return isComparable(typed, stored) && this.encoder.matches(typed.reveal(), stored.reveal());
		}
		catch (IllegalArgumentException | IndexOutOfBoundsException ex) {
			return false;
		}
	}

	private PasswordMatch compare(RawPassword typed, @Nullable Secret stored) {
		if (stored == null || !isComparable(typed, stored)) {
			return miss(typed);
		}
		try {
			boolean outdated = this.encoder.upgradeEncoding(stored.reveal());
			if (this.encoder.matches(typed.reveal(), stored.reveal())) {
				return outdated ? upgraded(typed) : PasswordMatch.YES;
			}
			return outdated ? miss(typed) : PasswordMatch.NO;
		}
		catch (IllegalArgumentException | IndexOutOfBoundsException ex) {
			logger.warn("A stored password hash has a form that no encoder knows; the login is refused");
			return miss(typed);
		}
	}

	/** An older algorithm may be quicker: the current one is always part of the price. */
	private PasswordMatch miss(RawPassword typed) {
		this.encoder.matches(typed.reveal(), this.nobodysHash.reveal());
		return PasswordMatch.NO;
	}

	/** A password that the current algorithm does not take keeps the hash it has. */
	private PasswordMatch upgraded(RawPassword typed) {
		try {
			return PasswordMatch.yesReplacing(encode(this.encoder, typed.reveal()));
		}
		catch (IllegalArgumentException ex) {
			return PasswordMatch.YES;
		}
	}

	/**
	 * An encoder that marks its hashes with an {@code {id}} must find one: without it,
	 * nobody knows what the hash is. A host's plain encoder knows its own.
	 */
	private boolean isComparable(RawPassword typed, Secret stored) {
		Optional<String> id = idOf(stored);
		if (id.isEmpty() && idOf(this.nobodysHash).isPresent()) {
			logger.warn("A stored password hash has no {id} prefix; the login is refused");
			return false;
		}
		// Whatever a host calls it.
		int hash = id.map((name) -> name.length() + 2).orElse(0);
		boolean bcrypt = stored.reveal().startsWith("$2", hash) || id.filter("bcrypt"::equals).isPresent();
		boolean plain = id.filter("noop"::equals).isPresent();
		return !plain && (!bcrypt || typed.utf8Length() <= BCRYPT_BYTES);
	}

	/** As {@code {noop}} does, or an encoder of that kind without a prefix. */
	private static boolean isLegible(Secret stored, String password) {
		return idOf(stored).filter("noop"::equals).isPresent() || stored.reveal().equals(password);
	}

	private static Optional<String> idOf(Secret stored) {
		Matcher matcher = ENCODED.matcher(stored.reveal());
		return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
	}

	private static Secret encode(PasswordEncoder encoder, String password) {
		String encoded = encoder.encode(password);
		if (encoded == null) {
			throw new IllegalStateException("the password encoder returned nothing");
		}
		return Secret.of(encoded);
	}

}
