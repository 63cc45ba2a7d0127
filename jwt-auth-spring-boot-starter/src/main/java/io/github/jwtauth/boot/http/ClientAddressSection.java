package io.github.jwtauth.boot.http;

import java.util.List;
import java.util.Map;

import org.springframework.core.env.Environment;

/**
 * Whom the address of a client is taken from (decision 16).
 */
final class ClientAddressSection implements DoctorSection {

	private static final String STRATEGY = "server.forward-headers-strategy";

	private final List<String> trustedProxies;

	private final Environment environment;

	ClientAddressSection(List<String> trustedProxies, Environment environment) {
		this.trustedProxies = trustedProxies;
		this.environment = environment;
	}

	@Override
	public String name() {
		return "client-address";
	}

	@Override
	public Map<String, Object> facts() {
		return Map.of("source", source(), "trusted_proxies", this.trustedProxies, "forward_headers_strategy",
				this.environment.getProperty(STRATEGY, "none"));
	}

	@Override
	public List<String> warnings() {
		return isLeftmost()
				? List.of("server.forward-headers-strategy=framework takes the leftmost address, which a client behind"
						+ " an appending proxy chooses itself. Name your proxies in jwtauth.trusted-proxies")
				: List.of();
	}

	private String source() {
		if (!this.trustedProxies.isEmpty()) {
			return "Forwarded or X-Forwarded-For, from the right, past trusted proxies";
		}
		return isLeftmost() ? "Forwarded or X-Forwarded-For, leftmost" : "the connection";
	}

	private boolean isLeftmost() {
		return this.trustedProxies.isEmpty() && "framework".equalsIgnoreCase(this.environment.getProperty(STRATEGY));
	}

}
