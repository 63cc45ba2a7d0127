package io.github.jwtauth.mfa;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.UnreadableBoxException;

/**
 * Draws and compares recovery codes: 80 random bits each, shown once, good once
 * (requirement R-71). What is kept is a salted hash, sealed: the rows alone are nothing
 * to guess at, and housekeeping can seal them again under another secret. Safe for use by
 * many threads.
 */
public final class RecoveryCodes {

	/** How many there are. */
	public static final int COUNT = 10;

	private static final int BYTES = 10;

	private static final int SALT_BYTES = 16;

	private static final Pattern GROUP = Pattern.compile("(?<=\\G.{4})(?=.)");

	private static final Pattern BETWEEN = Pattern.compile("[\\s-]+");

	private final MfaStore store;

	private final AtRestEncryption atRest;

	private final RandomBytes random;

	public RecoveryCodes(MfaStore store, AtRestEncryption atRest, RandomBytes random) {
		this.store = store;
		this.atRest = atRest;
		this.random = random;
	}

	/**
	 * Draws new codes in place of the old ones. Joins the running transaction; the caller
	 * holds the subject's lock.
	 * @param accountId whose
	 * @return the codes, shown this once
	 */
	List<Secret> replace(AccountId accountId) {
		List<Secret> shown = new ArrayList<>(COUNT);
		List<StoredRecoveryCode> stored = new ArrayList<>(COUNT);
		for (int i = 0; i < COUNT; i++) {
			String code = Base32.encode(this.random.next(BYTES));
			shown.add(Secret.of(GROUP.matcher(code).replaceAll("-")));
			stored
				.add(new StoredRecoveryCode(this.random.nextUuid(), this.atRest.seal(salted(code), place(accountId))));
		}
		this.store.replaceRecoveryCodes(accountId, stored);
		return shown;
	}

	/**
	 * Compares a code. Every one that is left is compared, whichever fits.
	 * @param accountId whose
	 * @param typed as typed
	 * @return what to use up, or empty when it is wrong or used
	 */
	Optional<FactorMatch> match(AccountId accountId, Secret typed) {
		String code = BETWEEN.matcher(typed.reveal()).replaceAll("").toUpperCase(Locale.ROOT);
		FactorMatch found = null;
		for (StoredRecoveryCode stored : this.store.findRecoveryCodes(accountId)) {
			if (fits(accountId, stored, code)) {
				found = () -> this.store.consumeRecoveryCode(accountId, stored.id());
			}
		}
		return Optional.ofNullable(found);
	}

	private boolean fits(AccountId accountId, StoredRecoveryCode stored, String code) {
		try {
			byte[] kept = this.atRest.open(stored.box(), place(accountId));
			return MessageDigest.isEqual(kept, hash(Arrays.copyOf(kept, SALT_BYTES), code));
		}
		catch (UnreadableBoxException ex) {
			return false;
		}
	}

	private byte[] salted(String code) {
		return hash(this.random.next(SALT_BYTES), code);
	}

	/** The salt and after it the hash. */
	private static byte[] hash(byte[] salt, String code) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(salt);
			byte[] hash = digest.digest(code.getBytes(StandardCharsets.UTF_8));
			return ByteBuffer.allocate(salt.length + hash.length).put(salt).put(hash).array();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

	static String place(AccountId accountId) {
		return "jwtauth_recovery_code.code_box/" + accountId;
	}

}
