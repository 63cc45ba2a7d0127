package io.github.jwtauth.boot.audit;

import java.util.List;
import java.util.Map;

import io.github.jwtauth.boot.http.DoctorSection;

/**
 * What the doctor says where there is no audit trail.
 */
final class NoAuditDoctor implements DoctorSection {

	private final boolean enabled;

	private final String reason;

	/**
	 * Makes the section.
	 * @param enabled whether there should be one
	 * @param reason why there is none
	 */
	NoAuditDoctor(boolean enabled, String reason) {
		this.enabled = enabled;
		this.reason = reason;
	}

	@Override
	public String name() {
		return "audit";
	}

	@Override
	public Map<String, Object> facts() {
		return Map.of("enabled", this.enabled, "kept", false);
	}

	@Override
	public List<String> warnings() {
		return List
			.of("Security events are published but not kept (" + this.reason + "). Somebody else should keep them.");
	}

}
