package io.github.jwtauth.boot.web;

import java.util.Optional;

import io.github.jwtauth.Device;
import io.github.jwtauth.boot.http.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Reads the device from header and connection. Without {@code jwtauth.device.collect}
 * only the families that the header names are kept, neither the header itself nor the
 * address nor what an address tells.
 */
final class RequestDeviceResolver implements DeviceResolver {

	private static final int USER_AGENT_CHARS = 256;

	private final ClientAddress addresses;

	private final GeoLocator locator;

	private final boolean collect;

	RequestDeviceResolver(ClientAddress addresses, GeoLocator locator, boolean collect) {
		this.addresses = addresses;
		this.locator = locator;
		this.collect = collect;
	}

	@Override
	public Device resolve(HttpServletRequest request, @Nullable String deviceName) {
		String userAgent = truncated(request.getHeader(HttpHeaders.USER_AGENT));
		UserAgent families = UserAgent.classify(userAgent);
		if (!this.collect) {
			return new Device(deviceName, families.type(), families.browser(), families.os(), null, null, null, null);
		}
		String address = this.addresses.of(request);
		Optional<GeoLocator.Place> place = this.locator.locate(address);
		return new Device(deviceName, families.type(), families.browser(), families.os(), userAgent, address,
				place.map(GeoLocator.Place::city).orElse(null), place.map(GeoLocator.Place::country).orElse(null));
	}

	/** Cut before anything looks at it (attack X-46). */
	private static @Nullable String truncated(@Nullable String header) {
		return (header == null || header.length() <= USER_AGENT_CHARS) ? header : header.substring(0, USER_AGENT_CHARS);
	}

}
