package io.github.jwtauth.boot.web;

import io.github.jwtauth.Device;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Tells what device a request came from. A bean of this type replaces the default, which
 * reads the {@code User-Agent} header and the client's address. Everything it returns is
 * shown to the owner of the session and gates nothing.
 */
@FunctionalInterface
public interface DeviceResolver {

	/**
	 * Tells what device a request came from.
	 * @param request the request
	 * @param deviceName what the client calls it, or {@code null}
	 * @return the device
	 */
	Device resolve(HttpServletRequest request, @Nullable String deviceName);

}
