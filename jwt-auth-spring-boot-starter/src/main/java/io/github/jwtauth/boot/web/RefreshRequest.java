package io.github.jwtauth.boot.web;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.github.jwtauth.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The body of a refresh or a logout, where the token travels in it.
 *
 * @param refreshToken the token
 */
record RefreshRequest(@JsonAlias("refresh") @Nullable Secret refreshToken) {

	static @Nullable Secret tokenOf(@Nullable RefreshRequest body) {
		return (body != null) ? body.refreshToken() : null;
	}

}
