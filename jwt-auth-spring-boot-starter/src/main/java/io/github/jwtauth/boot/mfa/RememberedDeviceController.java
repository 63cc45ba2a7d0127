package io.github.jwtauth.boot.mfa;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Device;
import io.github.jwtauth.Secret;
import io.github.jwtauth.boot.http.AuthController;
import io.github.jwtauth.boot.http.AuthCookies;
import io.github.jwtauth.boot.http.AuthenticatedAccount;
import io.github.jwtauth.boot.http.CookieSettings;
import io.github.jwtauth.mfa.RememberedDevice;
import io.github.jwtauth.mfa.RememberedDevices;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * What an owner sees and does with the devices that are not asked for the second factor.
 */
@AuthController
final class RememberedDeviceController {

	private final RememberedDevices devices;

	private final AuthCookies cookies;

	RememberedDeviceController(RememberedDevices devices, AuthCookies cookies) {
		this.devices = devices;
		this.cookies = cookies;
	}

	@GetMapping("/mfa/devices")
	DeviceList list(AuthenticatedAccount account, HttpServletRequest request) {
		UUID current = current(account, request);
		return new DeviceList(this.devices.list(account.accountId())
			.stream()
			.map((device) -> DeviceResponse.of(device, current))
			.toList());
	}

	@DeleteMapping("/mfa/devices/{id}")
	ResponseEntity<Void> forget(AuthenticatedAccount account, @PathVariable("id") String id) {
		if (parse(id).filter((known) -> this.devices.forget(account.accountId(), known)).isEmpty()) {
			throw new AuthException(AuthErrorCode.NOT_FOUND, "There is no such device.");
		}
		return ResponseEntity.noContent().build();
	}

	/** Only browsers show what recognises them; it proves nothing here. */
	private @Nullable UUID current(AuthenticatedAccount account, HttpServletRequest request) {
		return this.cookies.readSingle(request, CookieSettings.DEVICE)
			.flatMap((token) -> this.devices.find(account.accountId(), Secret.of(token)))
			.orElse(null);
	}

	/** One spelling per id; what is none belongs to nobody. */
	private static Optional<UUID> parse(String id) {
		try {
			return Optional.of(UUID.fromString(id)).filter((parsed) -> parsed.toString().equals(id));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/**
	 * The remembered devices.
	 *
	 * @param devices oldest first
	 */
	record DeviceList(List<DeviceResponse> devices) {

		DeviceList {
			devices = List.copyOf(devices);
		}

	}

	/**
	 * A remembered device as its owner sees it; nothing in it opens anything.
	 *
	 * @param id which
	 * @param deviceName what the owner calls it
	 * @param deviceType shape
	 * @param browser family of the browser
	 * @param os family of the operating system
	 * @param ipAddress where the factor was proven
	 * @param createdAt when that was
	 * @param lastUsedAt when it was last not asked
	 * @param expiresAt until when it is not
	 * @param current whether the request comes from it
	 */
	record DeviceResponse(String id, @Nullable String deviceName, String deviceType, @Nullable String browser,
			@Nullable String os, @Nullable String ipAddress, Instant createdAt, Instant lastUsedAt, Instant expiresAt,
			boolean current) {

		static DeviceResponse of(RememberedDevice remembered, @Nullable UUID current) {
			Device device = remembered.device();
			return new DeviceResponse(remembered.id().toString(), device.name(),
					device.type().name().toLowerCase(Locale.ROOT), device.browser(), device.os(), device.ipAddress(),
					remembered.createdAt(), remembered.lastUsedAt(), remembered.expiresAt(),
					remembered.id().equals(current));
		}

	}

}
