package io.github.jwtauth.login;

import java.util.Objects;

import io.github.jwtauth.Device;
import io.github.jwtauth.Secret;
import io.github.jwtauth.mfa.FactorResponse;
import org.jspecify.annotations.Nullable;

/**
 * Somebody answers a challenge with the second factor.
 *
 * @param challenge the token of the challenge
 * @param response the factor
 * @param device where from; its name is the one that was given with the first factor
 * @param rememberDevice whether this device is not to be asked for a while
 * @param presentedRefreshToken the refresh token that the browser holds already; its
 * session ends, because a login never continues one (requirement R-14)
 */
public record FactorAttempt(Secret challenge, FactorResponse response, Device device, boolean rememberDevice,
		@Nullable Secret presentedRefreshToken) {

	public FactorAttempt {
		Objects.requireNonNull(challenge, "challenge");
		Objects.requireNonNull(response, "response");
		Objects.requireNonNull(device, "device");
	}

}
