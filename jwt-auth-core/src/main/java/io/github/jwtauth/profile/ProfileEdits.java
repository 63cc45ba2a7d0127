package io.github.jwtauth.profile;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What an owner wants to change: {@code null} leaves a field as it is.
 *
 * @param username the name to log in with
 * @param firstName first name
 * @param lastName last name
 * @param locale language tag (BCP 47)
 * @param timeZone name of a time zone (IANA)
 * @param extra the host's declared fields, by name; those that are missing stay
 */
public record ProfileEdits(@Nullable Edit username, @Nullable Edit firstName, @Nullable Edit lastName,
		@Nullable Edit locale, @Nullable Edit timeZone, Map<String, Edit> extra) {

	/** Nothing changes. */
	public static final ProfileEdits NONE = new ProfileEdits(null, null, null, null, null, Map.of());

	public ProfileEdits {
		extra = Map.copyOf(extra);
	}

	boolean namesChange() {
		return this.username != null || this.firstName != null || this.lastName != null;
	}

	boolean preferencesChange() {
		return this.locale != null || this.timeZone != null || !this.extra.isEmpty();
	}

}
