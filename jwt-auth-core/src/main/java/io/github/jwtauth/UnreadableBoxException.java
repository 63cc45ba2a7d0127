package io.github.jwtauth;

import org.jspecify.annotations.Nullable;

/**
 * An encrypted value of the database cannot be opened: its secret is no longer
 * configured, or it was altered or moved.
 */
public final class UnreadableBoxException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnreadableBoxException(String place, @Nullable Throwable cause) {
		super("no configured secret opens " + place, cause);
	}

}
