package io.github.jwtauth.boot.autoconfigure;

import java.time.Duration;
import java.util.Set;

import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.mfa.MfaMode;
import io.github.jwtauth.mfa.MfaSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * The second factor.
 *
 * @param mode Whether accounts have one: never ('disabled'), if their owner wants
 * ('optional'), or always ('required').
 * @param requiredRoles Whoever has one of these roles needs one, also where it is
 * optional.
 * @param rememberDevice For how long a device that has proven it is not asked again, at
 * most 90 days; 0 remembers none.
 * @param issuer What an authenticator app shows above the code; the application's name
 * when it is not set.
 */
@ConfigurationProperties("jwtauth.mfa")
record MfaProperties(@DefaultValue("optional") MfaMode mode, @DefaultValue Set<String> requiredRoles,
		@DefaultValue("30d") Duration rememberDevice, @Nullable String issuer) {

	MfaProperties {
		requiredRoles = Set.copyOf(requiredRoles);
		if (requiredRoles.stream().anyMatch((role) -> role.isBlank() || role.startsWith("ROLE_"))) {
			throw new InvalidPropertyException("jwtauth.mfa.required-roles",
					"no account has a role with this prefix, so that nobody would need a second factor",
					"list names without ROLE_, for example ADMIN");
		}
		MfaSettings defaults = MfaSettings.defaults();
		Set<String> roles = requiredRoles;
		check("required-roles", "jwtauth.mfa.mode=optional",
				() -> new MfaSettings(mode, roles, defaults.rememberDevice(), defaults.issuer()));
		check("remember-device", "jwtauth.mfa.remember-device=30d",
				() -> new MfaSettings(mode, Set.of(), rememberDevice, defaults.issuer()));
		if (StringUtils.hasText(issuer)) {
			check("issuer", "jwtauth.mfa.issuer=Shop",
					() -> new MfaSettings(mode, Set.of(), defaults.rememberDevice(), issuer));
		}
	}

	MfaSettings settings(String applicationName) {
		String application = applicationName.replace(':', ' ').strip();
		String fallback = application.isEmpty() ? "application" : application;
		String name = StringUtils.hasText(this.issuer) ? this.issuer : fallback;
		return new MfaSettings(this.mode, this.requiredRoles, this.rememberDevice, name);
	}

	private static void check(String name, String fix, Runnable rule) {
		try {
			rule.run();
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException("jwtauth.mfa." + name, String.valueOf(ex.getMessage()), fix);
		}
	}

}
