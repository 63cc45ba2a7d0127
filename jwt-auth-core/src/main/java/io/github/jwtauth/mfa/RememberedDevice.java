package io.github.jwtauth.mfa;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import io.github.jwtauth.Device;

/**
 * A device that has proven the second factor and is not asked for it again for a while.
 *
 * @param id which; not the device's token
 * @param device where that was
 * @param createdAt when
 * @param lastUsedAt when it was last not asked
 * @param expiresAt until when it is not
 */
public record RememberedDevice(UUID id, Device device, Instant createdAt, Instant lastUsedAt, Instant expiresAt) {

	public RememberedDevice {
		Objects.requireNonNull(id, "id");
		Objects.requireNonNull(device, "device");
		Objects.requireNonNull(createdAt, "createdAt");
		Objects.requireNonNull(lastUsedAt, "lastUsedAt");
		Objects.requireNonNull(expiresAt, "expiresAt");
	}

}
