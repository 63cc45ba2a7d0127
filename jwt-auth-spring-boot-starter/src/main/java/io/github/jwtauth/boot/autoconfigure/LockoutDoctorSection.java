package io.github.jwtauth.boot.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.protection.LockoutMode;
import io.github.jwtauth.protection.LockoutProtection;
import io.github.jwtauth.protection.LockoutSettings;
import io.github.jwtauth.protection.LoginProtection;

/**
 * What happens here after too many wrong passwords.
 */
final class LockoutDoctorSection implements DoctorSection {

	private final LockoutSettings settings;

	private final LoginProtection protection;

	LockoutDoctorSection(LockoutSettings settings, LoginProtection protection) {
		this.settings = settings;
		this.protection = protection;
	}

	@Override
	public String name() {
		return "lockout";
	}

	@Override
	public Map<String, Object> facts() {
		Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("mode", isOwn() ? "host" : this.settings.mode().name().toLowerCase(Locale.ROOT));
		if (this.protection instanceof LockoutProtection) {
			facts.put("failures", this.settings.failures());
			facts.put("window", this.settings.window().toString());
			facts.put("duration", this.settings.duration().toString());
		}
		return facts;
	}

	@Override
	public List<String> warnings() {
		return (!isOwn() && this.settings.mode() == LockoutMode.OFF)
				? List.of("Passwords can be guessed without end: set jwtauth.lockout.mode to soft or hard.")
				: List.of();
	}

	/** The host has brought a protection, and the properties say nothing about it. */
	private boolean isOwn() {
		return !(this.protection instanceof LockoutProtection) && this.protection != LoginProtection.off();
	}

}
