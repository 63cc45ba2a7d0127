package io.github.jwtauth.account;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Somebody agreed to a text.
 *
 * @param version which version of it, as the host calls it, or {@code null} when the host
 * does not count them
 * @param acceptedAt when
 */
public record Consent(@Nullable String version, Instant acceptedAt) {

	public Consent {
		Objects.requireNonNull(acceptedAt, "acceptedAt");
	}

}
