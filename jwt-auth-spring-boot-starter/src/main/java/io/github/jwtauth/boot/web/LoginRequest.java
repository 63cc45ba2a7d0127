package io.github.jwtauth.boot.web;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.github.jwtauth.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The body of a login.
 *
 * @param identifier an address, a username or whatever the host accepts
 * @param password as typed
 * @param rememberMe whether the longer idle life is asked for
 * @param deviceName what the user calls the device
 * @param deviceToken what recognises the device of a client without cookies
 */
record LoginRequest(@JsonAlias( {
		"email", "username", "email_or_username" }) String identifier, Secret password, @Nullable Boolean rememberMe,
		@Nullable String deviceName, @Nullable Secret deviceToken){

	/** The identifier is personal data. */
	@Override
	public String toString() {
		return "LoginRequest[***]";
	}

}
