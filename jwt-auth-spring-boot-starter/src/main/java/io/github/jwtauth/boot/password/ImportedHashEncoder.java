package io.github.jwtauth.boot.password;

import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Compares with hashes of one format and writes none: at the owner's next login the hash
 * is replaced. What cannot be read, or would cost too much, matches nothing. Safe for use
 * by many threads.
 */
final class ImportedHashEncoder implements PasswordEncoder {

	private static final Logger logger = LoggerFactory.getLogger(ImportedHashEncoder.class);

	private final String id;

	private final HashFormat format;

	/** One bad import is many hashes: told once. */
	private final AtomicBoolean told = new AtomicBoolean();

	ImportedHashEncoder(String id, HashFormat format) {
		this.id = id;
		this.format = format;
	}

	@Override
	public String encode(@Nullable CharSequence password) {
		throw new UnsupportedOperationException("hashes with {" + this.id + "} are read, not written");
	}

	@Override
	public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
		if (password == null || encoded == null) {
			return false;
		}
		ImportedHash hash = read(encoded);
		return hash != null && hash.matches(password.toString());
	}

	private @Nullable ImportedHash read(String encoded) {
		try {
			return this.format.read(encoded);
		}
		catch (IllegalArgumentException ex) {
			if (this.told.compareAndSet(false, true)) {
				logger.warn("At least one stored hash with {{}} cannot be used: {}. Its owner cannot log in with it",
						this.id, ex.getMessage());
			}
			return null;
		}
	}

}
