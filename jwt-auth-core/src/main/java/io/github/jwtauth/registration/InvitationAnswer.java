package io.github.jwtauth.registration;

import java.util.Objects;

import io.github.jwtauth.Device;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.PersonName;
import io.github.jwtauth.account.Username;
import io.github.jwtauth.password.RawPassword;
import org.jspecify.annotations.Nullable;

/**
 * Somebody accepts an invitation.
 *
 * @param token of the invitation
 * @param password the password of the new account
 * @param username a username, or {@code null}
 * @param firstName first name, or {@code null} for the one of the invitation
 * @param lastName last name, or {@code null} for the one of the invitation
 * @param termsAccepted whether they agree to the terms
 * @param privacyPolicyAccepted whether they agree to the privacy policy
 * @param device where from
 * @param presentedRefreshToken the refresh token that the browser holds already; its
 * session ends (requirement R-14)
 */
public record InvitationAnswer(Secret token, RawPassword password, @Nullable String username,
		@Nullable String firstName, @Nullable String lastName, boolean termsAccepted, boolean privacyPolicyAccepted,
		Device device, @Nullable Secret presentedRefreshToken) {

	public InvitationAnswer {
		Objects.requireNonNull(token, "token");
		Objects.requireNonNull(password, "password");
		Objects.requireNonNull(device, "device");
		username = (username == null || username.isBlank()) ? null
				: Username.parse(username)
					.map(Username::value)
					.orElseThrow(() -> new InvalidInputException("username", "username_invalid",
							"A username has 3 to 64 letters, digits, dots, underscores and hyphens."));
		firstName = PersonName.of("first_name", firstName);
		lastName = PersonName.of("last_name", lastName);
	}

	/** Personal data throughout. */
	@Override
	public String toString() {
		return "InvitationAnswer[***]";
	}

}
