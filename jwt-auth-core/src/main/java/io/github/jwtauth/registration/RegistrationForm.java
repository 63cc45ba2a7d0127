package io.github.jwtauth.registration;

import java.util.Map;
import java.util.Objects;

import io.github.jwtauth.Device;
import io.github.jwtauth.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What somebody filled in, as it arrived. Nothing of it has been checked.
 *
 * @param email the address
 * @param password the password
 * @param passwordConfirm the password once more, or {@code null} when nobody asked for
 * that
 * @param username the username, or {@code null}
 * @param firstName first name, or {@code null}
 * @param lastName last name, or {@code null}
 * @param termsAccepted whether they agree to the terms
 * @param privacyPolicyAccepted whether they agree to the privacy policy
 * @param extra fields that the host has declared, by name
 * @param locale language tag that mails are to be written in, or {@code null}
 * @param device where from
 * @param presentedRefreshToken the refresh token that the browser holds already, or
 * {@code null}; its session ends when this opens one (requirement R-14)
 */
public record RegistrationForm(String email, Secret password, @Nullable Secret passwordConfirm,
		@Nullable String username, @Nullable String firstName, @Nullable String lastName, boolean termsAccepted,
		boolean privacyPolicyAccepted, Map<String, String> extra, @Nullable String locale, Device device,
		@Nullable Secret presentedRefreshToken) {

	public RegistrationForm {
		Objects.requireNonNull(email, "email");
		Objects.requireNonNull(password, "password");
		Objects.requireNonNull(device, "device");
		extra = Map.copyOf(extra);
	}

	/** Personal data throughout. */
	@Override
	public String toString() {
		return "RegistrationForm[***]";
	}

}
