package io.github.jwtauth.registration;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * What a registration asks for and gives.
 *
 * @param roles of a new account unless the policy says otherwise; without prefix
 * @param termsVersion version of the terms that people have to agree to, or {@code null}
 * when nobody has to
 * @param privacyVersion the same of the privacy policy
 * @param autoLogin whether a registration opens a session where no proof of the address
 * is waited for
 */
public record RegistrationSettings(SortedSet<String> roles, @Nullable String termsVersion,
		@Nullable String privacyVersion, boolean autoLogin) {

	private static final int VERSION_CHARS = 64;

	public RegistrationSettings {
		roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
		require(termsVersion);
		require(privacyVersion);
	}

	/**
	 * With the defaults of the properties.
	 * @param roles of a new account
	 * @return nothing to agree to, a session at once
	 */
	public static RegistrationSettings of(Collection<String> roles) {
		return new RegistrationSettings(new TreeSet<>(roles), null, null, true);
	}

	private static void require(@Nullable String version) {
		if (version != null && (version.isBlank() || version.length() > VERSION_CHARS)) {
			throw new IllegalArgumentException("a version has 1 to " + VERSION_CHARS + " characters");
		}
	}

}
