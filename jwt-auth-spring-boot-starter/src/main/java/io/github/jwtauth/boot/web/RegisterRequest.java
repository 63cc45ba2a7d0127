package io.github.jwtauth.boot.web;

import java.util.Map;

import io.github.jwtauth.Secret;
import io.github.jwtauth.boot.http.DeclaredFields;
import org.jspecify.annotations.Nullable;

/**
 * The body of a registration.
 *
 * @param email the address
 * @param password as typed
 * @param passwordConfirm as typed once more, where a form asks for that
 * @param username the username
 * @param firstName first name
 * @param lastName last name
 * @param termsAccepted agreement to the terms
 * @param privacyPolicyAccepted agreement to the privacy policy
 * @param extra fields that the host has declared
 */
record RegisterRequest(String email, Secret password, @Nullable Secret passwordConfirm, @Nullable String username,
		@Nullable String firstName, @Nullable String lastName, @Nullable Boolean termsAccepted,
		@Nullable Boolean privacyPolicyAccepted, @DeclaredFields Map<String, String> extra) {

	/** Personal data throughout. */
	@Override
	public String toString() {
		return "RegisterRequest[***]";
	}

}
