package io.github.jwtauth.boot.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.mfa.MfaMode;
import io.github.jwtauth.mfa.MfaSettings;
import io.github.jwtauth.mfa.MfaStore;

/**
 * Who is asked for a second factor here, and how many could be.
 */
final class MfaDoctorSection implements DoctorSection {

	private final MfaSettings settings;

	private final MfaStore store;

	MfaDoctorSection(MfaSettings settings, MfaStore store) {
		this.settings = settings;
		this.store = store;
	}

	@Override
	public String name() {
		return "mfa";
	}

	@Override
	public Map<String, Object> facts() {
		Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("mode", this.settings.mode().name().toLowerCase(Locale.ROOT));
		facts.put("required_roles", this.settings.requiredRoles().stream().sorted().toList());
		facts.put("remember_device", this.settings.rememberDevice().toString());
		facts.put("active", this.store.countActive());
		return facts;
	}

	@Override
	public List<String> warnings() {
		long active = (this.settings.mode() == MfaMode.DISABLED) ? this.store.countActive() : 0;
		return (active > 0) ? List.of("jwtauth.mfa.mode=disabled: " + active + " accounts have set up a second factor"
				+ " and are not asked for it. Write optional or required to ask them") : List.of();
	}

}
