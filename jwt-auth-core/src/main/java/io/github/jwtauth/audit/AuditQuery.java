package io.github.jwtauth.audit;

import java.time.Instant;

import io.github.jwtauth.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Which records to read. What is {@code null} does not matter.
 *
 * @param account whose
 * @param type which type
 * @param since from when on, including that moment
 * @param page which page, from 0
 * @param size records of a page, 1 to {@value #MOST}
 */
public record AuditQuery(@Nullable AccountId account, @Nullable AuditEventType type, @Nullable Instant since, int page,
		int size) {

	/** The longest page. */
	public static final int MOST = 1000;

	public AuditQuery {
		if (page < 0 || size < 1 || size > MOST) {
			throw new IllegalArgumentException("a page begins at 0 and has 1 to " + MOST + " records");
		}
	}

	/**
	 * How many records come before this page.
	 * @return the number to skip
	 */
	public long offset() {
		return (long) this.page * this.size;
	}

}
