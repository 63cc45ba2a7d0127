package io.github.jwtauth.password;

import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * A quick encoder that counts. It tells the password: for tests only. Hashes that begin
 * with <code>{test-old}</code> are out of date. Safe for use by many threads.
 */
public final class TestPasswordEncoder implements PasswordEncoder {

	private static final String PRESENT = "{test}";

	private static final String OLD = "{test-old}";

	private final AtomicInteger comparisons = new AtomicInteger();

	private final AtomicInteger encodings = new AtomicInteger();

	@Override
	public String encode(@Nullable CharSequence password) {
		this.encodings.incrementAndGet();
		return PRESENT + password;
	}

	@Override
	public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
		this.comparisons.incrementAndGet();
		return (PRESENT + password).equals(encoded) || (OLD + password).equals(encoded);
	}

	@Override
	public boolean upgradeEncoding(@Nullable String encoded) {
		return encoded != null && encoded.startsWith(OLD);
	}

	/**
	 * How many passwords were compared with a hash.
	 * @return calls so far
	 */
	public int comparisons() {
		return this.comparisons.get();
	}

	/**
	 * How many hashes were made.
	 * @return calls so far
	 */
	public int encodings() {
		return this.encodings.get();
	}

}
