package io.github.jwtauth.boot.http;

import java.util.List;

/**
 * Front ends on other origins that belong to this application.
 *
 * @param allowedOrigins {@code jwtauth.cors.allowed-origins}: exact, as browsers write
 * them
 */
public record CorsSettings(List<String> allowedOrigins) {

	public CorsSettings {
		allowedOrigins = List.copyOf(allowedOrigins);
	}

}
