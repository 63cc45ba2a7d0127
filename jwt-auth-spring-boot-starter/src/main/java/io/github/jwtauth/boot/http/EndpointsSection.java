package io.github.jwtauth.boot.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Where the endpoints are, and which of them are off.
 */
final class EndpointsSection implements DoctorSection {

	private final EndpointSettings settings;

	private final PublicUrl publicUrl;

	EndpointsSection(EndpointSettings settings, PublicUrl publicUrl) {
		this.settings = settings;
		this.publicUrl = publicUrl;
	}

	@Override
	public String name() {
		return "endpoints";
	}

	@Override
	public Map<String, Object> facts() {
		Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("public_url", this.publicUrl.base());
		facts.put("base_path", this.settings.basePath());
		facts.put("off", new TreeSet<>(this.settings.disabledGroups()));
		return facts;
	}

}
