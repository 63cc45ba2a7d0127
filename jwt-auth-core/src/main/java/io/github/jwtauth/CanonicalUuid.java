package io.github.jwtauth;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One spelling per identity: {@link UUID#fromString} also accepts shortened groups, which
 * would give one session several names.
 */
final class CanonicalUuid {

	private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

	private CanonicalUuid() {
	}

	static Optional<UUID> parse(String text) {
		return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
	}

}
