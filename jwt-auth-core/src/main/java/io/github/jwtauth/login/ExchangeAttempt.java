package io.github.jwtauth.login;

import java.util.Objects;

import io.github.jwtauth.Device;
import io.github.jwtauth.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Somebody presents an exchange token.
 *
 * @param token the token
 * @param browser what the browser carries, or {@code null} when it carries nothing
 * @param device where from; the device of the session
 * @param presentedRefreshToken the refresh token that the browser holds already; its
 * session ends, because a login never continues one (requirement R-14)
 * @param deviceToken what recognises the device, see {@link DeviceTokens}, or
 * {@code null}
 */
public record ExchangeAttempt(Secret token, @Nullable Secret browser, Device device,
		@Nullable Secret presentedRefreshToken, @Nullable Secret deviceToken) {

	public ExchangeAttempt {
		Objects.requireNonNull(token, "token");
		Objects.requireNonNull(device, "device");
	}

	/**
	 * An attempt from a device that shows nothing to be recognised by.
	 * @param token the token
	 * @param browser what the browser carries, or {@code null}
	 * @param device where from
	 * @param presentedRefreshToken the refresh token that the browser holds already
	 */
	public ExchangeAttempt(Secret token, @Nullable Secret browser, Device device,
			@Nullable Secret presentedRefreshToken) {
		this(token, browser, device, presentedRefreshToken, null);
	}

}
