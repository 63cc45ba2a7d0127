package io.github.jwtauth.boot.http;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Where the endpoints are and which of them are switched off. A switched-off endpoint is
 * not ours: its path follows the host's own rules.
 *
 * @param basePath starts with a slash and does not end with one; may be empty
 * @param disabledGroups names of {@code jwtauth.endpoints.<name>} that are off
 */
public record EndpointSettings(String basePath, Set<String> disabledGroups) {

	public EndpointSettings {
		if (!basePath.isEmpty() && (!basePath.startsWith("/") || basePath.endsWith("/"))) {
			throw new IllegalArgumentException("the base path starts with a slash and does not end with one");
		}
		disabledGroups = Set.copyOf(disabledGroups);
	}

	/**
	 * The endpoints that are served.
	 * @return in the order of the contract
	 */
	public List<AuthEndpoint> enabled() {
		return Arrays.stream(AuthEndpoint.values()).filter(this::isEnabled).toList();
	}

	/**
	 * Whether an endpoint is served.
	 * @param endpoint which
	 * @return whether its group is on
	 */
	public boolean isEnabled(AuthEndpoint endpoint) {
		return !this.disabledGroups.contains(endpoint.group());
	}

	/**
	 * Where an endpoint is.
	 * @param endpoint which
	 * @return a path pattern below the application's context path
	 */
	public String pattern(AuthEndpoint endpoint) {
		return endpoint.isWellKnown() ? endpoint.path() : this.basePath + endpoint.path();
	}

}
