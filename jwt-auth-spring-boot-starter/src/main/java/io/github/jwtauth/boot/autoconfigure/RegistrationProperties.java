package io.github.jwtauth.boot.autoconfigure;

import java.util.Set;
import java.util.TreeSet;

import io.github.jwtauth.account.ExtraFields;
import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.registration.Consents;
import io.github.jwtauth.registration.RegistrationMode;
import io.github.jwtauth.registration.RegistrationSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may have an account.
 *
 * @param mode Who may sign up, somebody whom an identity provider sends included, unless
 * a RegistrationPolicy of the host decides.
 * @param defaultRoles Roles of a new account, without prefix.
 * @param extraFields Names of what else a registration may contain, in snake_case.
 * @param termsVersion Version of the terms that people have to agree to. Nobody has to
 * when it is not set.
 * @param privacyVersion Version of the privacy policy that people have to agree to.
 * Nobody has to when it is not set.
 * @param autoLogin Whether a registration opens a session, where no proof of the address
 * is waited for.
 */
@ConfigurationProperties("jwtauth.registration")
record RegistrationProperties(@DefaultValue("open") RegistrationMode mode,
		@DefaultValue("USER") Set<String> defaultRoles, @DefaultValue Set<String> extraFields,
		@Nullable String termsVersion, @Nullable String privacyVersion, @DefaultValue("true") boolean autoLogin) {

	private static final int VERSION_CHARS = 64;

	RegistrationProperties {
		defaultRoles = Set.copyOf(defaultRoles);
		if (defaultRoles.stream().anyMatch((role) -> role.isBlank() || role.startsWith("ROLE_"))) {
			throw new InvalidPropertyException("jwtauth.registration.default-roles",
					"the name of a role is empty or has a prefix, so that no rule would match it",
					"list names without ROLE_, for example USER");
		}
		extraFields = Set.copyOf(extraFields);
		require(extraFields);
		termsVersion = version("jwtauth.registration.terms-version", termsVersion);
		privacyVersion = version("jwtauth.registration.privacy-version", privacyVersion);
	}

	/**
	 * What a registration may contain beside what it always does.
	 * @return the names
	 */
	ExtraFields declared() {
		return new ExtraFields(this.extraFields);
	}

	/**
	 * What a registration asks for and gives.
	 * @return the settings
	 */
	RegistrationSettings settings() {
		return new RegistrationSettings(new TreeSet<>(this.defaultRoles),
				new Consents(this.termsVersion, this.privacyVersion), this.autoLogin);
	}

	private static @Nullable String version(String property, @Nullable String version) {
		if (version == null || version.isBlank()) {
			return null;
		}
		if (version.length() > VERSION_CHARS) {
			throw new InvalidPropertyException(property, "it is kept with every account, and is too long for that",
					"use at most " + VERSION_CHARS + " characters, for example 2026-01");
		}
		return version;
	}

	private static void require(Set<String> extraFields) {
		try {
			new ExtraFields(extraFields);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException("jwtauth.registration.extra-fields", String.valueOf(ex.getMessage()),
					"list names in snake_case, for example phone");
		}
	}

}
