package io.github.jwtauth.login;

import java.util.Objects;

import io.github.jwtauth.Device;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.password.RawPassword;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants to log in with a password.
 *
 * @param identifier an address, a username or whatever the host accepts
 * @param password as typed
 * @param device where from
 * @param rememberMe whether the longer idle life is asked for
 * @param presentedRefreshToken the refresh token that the browser holds already; its
 * session ends, because a login never continues one (requirement R-14)
 * @param deviceToken what recognises the device, see {@link DeviceTokens}, or
 * {@code null}
 */
public record LoginAttempt(String identifier, RawPassword password, Device device, boolean rememberMe,
		@Nullable Secret presentedRefreshToken, @Nullable Secret deviceToken) {

	private static final int IDENTIFIER_CHARS = 254;

	public LoginAttempt {
		Objects.requireNonNull(password, "password");
		Objects.requireNonNull(device, "device");
		identifier = identifier.strip();
		if (identifier.isEmpty()) {
			throw new InvalidInputException("identifier", "required", "An identifier is required.");
		}
		if (identifier.length() > IDENTIFIER_CHARS || identifier.chars().anyMatch(LoginAttempt::isUnreadable)) {
			throw new InvalidInputException("identifier", "identifier_invalid", "The identifier is not readable.");
		}
	}

	/**
	 * An attempt from a device that shows nothing to be recognised by.
	 * @param identifier an address, a username or whatever the host accepts
	 * @param password as typed
	 * @param device where from
	 * @param rememberMe whether the longer idle life is asked for
	 * @param presentedRefreshToken the refresh token that the browser holds already
	 */
	public LoginAttempt(String identifier, RawPassword password, Device device, boolean rememberMe,
			@Nullable Secret presentedRefreshToken) {
		this(identifier, password, device, rememberMe, presentedRefreshToken, null);
	}

	/** The identifier is personal data. */
	@Override
	public String toString() {
		return "LoginAttempt[***]";
	}

	private static boolean isUnreadable(int character) {
		return Character.isISOControl(character) || Character.isSurrogate((char) character);
	}

}
