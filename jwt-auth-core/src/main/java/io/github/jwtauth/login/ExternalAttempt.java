package io.github.jwtauth.login;

import java.util.List;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Somebody was authenticated elsewhere and is about to get a session here.
 *
 * @param accountId who
 * @param amr how, in the words of RFC 8176; at least one
 * @param device where from
 * @param rememberMe whether the longer idle life applies
 * @param presentedRefreshToken the refresh token that the browser holds already; its
 * session ends, because a login never continues one (requirement R-14)
 * @param deviceToken what recognises the device, see {@link DeviceTokens}, or
 * {@code null}
 */
public record ExternalAttempt(AccountId accountId, List<String> amr, Device device, boolean rememberMe,
		@Nullable Secret presentedRefreshToken, @Nullable Secret deviceToken) {

	public ExternalAttempt {
		Objects.requireNonNull(accountId, "accountId");
		Objects.requireNonNull(device, "device");
		amr = List.copyOf(amr);
		if (amr.isEmpty()) {
			throw new IllegalArgumentException("a session says how its owner was authenticated");
		}
	}

}
