package io.github.jwtauth.profile;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.InvalidInputException.Fault;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountDetails;
import io.github.jwtauth.account.ExtraFields;
import io.github.jwtauth.account.PersonName;
import io.github.jwtauth.account.Username;
import org.jspecify.annotations.Nullable;

/**
 * What an owner may write into a profile. Everything that is wrong is told at once.
 */
final class ProfileRules {

	private static final int LOCALE_CHARS = 35;

	private static final int ZONE_CHARS = 64;

	/**
	 * Languages come from a list and never from what somebody typed: mails are chosen by
	 * them (attack X-54).
	 */
	private static final Map<String, String> LOCALES = locales();

	private static final Set<String> ZONES = ZoneId.getAvailableZoneIds()
		.stream()
		.filter((zone) -> zone.length() <= ZONE_CHARS)
		.collect(Collectors.toUnmodifiableSet());

	private final ExtraFields extraFields;

	ProfileRules(ExtraFields extraFields) {
		this.extraFields = extraFields;
	}

	/**
	 * Judges what can be judged by itself.
	 * @param edits what somebody wants
	 * @param present whose, as it is
	 */
	void require(ProfileEdits edits, Account present) {
		List<Fault> faults = new ArrayList<>();
		username(edits.username(), present, faults);
		name("first_name", edits.firstName(), faults);
		name("last_name", edits.lastName(), faults);
		if (!isOneOf(LOCALES.keySet(), edits.locale())) {
			faults.add(
					new Fault("locale", "locale_invalid", "This is no language tag that is known, for example de-AT."));
		}
		if (!isOneOf(ZONES, edits.timeZone())) {
			faults.add(new Fault("time_zone", "time_zone_invalid", "This is no time zone, for example Europe/Vienna."));
		}
		refuse(faults);
	}

	/**
	 * A language tag in its usual spelling.
	 * @param tag one that was accepted, in any case
	 * @return for example {@code de-AT}
	 */
	static @Nullable String canonicalLocale(@Nullable String tag) {
		return (tag != null) ? LOCALES.getOrDefault(tag, tag) : null;
	}

	/**
	 * Joins present preferences and edits.
	 * @param present what is known
	 * @param edits what changes
	 * @return the extra fields from now on
	 */
	Map<String, String> extra(AccountDetails present, Map<String, Edit> edits) {
		Map<String, String> merged = new TreeMap<>(present.extra());
		// What the host no longer declares is neither shown nor in the way.
		merged.keySet().retainAll(this.extraFields.names());
		edits.forEach((name, edit) -> {
			String text = edit.text();
			if (text == null) {
				merged.remove(name);
			}
			else {
				merged.put(name, text);
			}
		});
		return merged;
	}

	void requireExtra(ProfileEdits edits, AccountDetails present) {
		List<Fault> faults = new ArrayList<>();
		edits.extra()
			.keySet()
			.stream()
			.filter((name) -> !this.extraFields.names().contains(name))
			.sorted()
			.map((name) -> new Fault(name, "unknown_field", "There is no such field."))
			.forEach(faults::add);
		refuse(faults);
		refuse(this.extraFields.check(extra(present, edits.extra())));
	}

	private static Map<String, String> locales() {
		Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		Arrays.stream(Locale.getAvailableLocales())
			.filter((locale) -> !locale.getLanguage().isEmpty() && locale.getExtensionKeys().isEmpty())
			.map(Locale::toLanguageTag)
			.filter((tag) -> tag.length() <= LOCALE_CHARS)
			.forEach((tag) -> tags.put(tag, tag));
		return Collections.unmodifiableMap(tags);
	}

	private static void username(@Nullable Edit edit, Account present, List<Fault> faults) {
		if (edit == null) {
			return;
		}
		String text = edit.text();
		if (text == null && present.email() == null) {
			faults.add(new Fault("username", "required", "An account without an address needs a username."));
		}
		if (text != null && Username.parse(text).isEmpty()) {
			faults.add(new Fault("username", "username_invalid",
					"A username has 3 to 64 letters, digits, dots, underscores and hyphens."));
		}
	}

	private static void name(String field, @Nullable Edit edit, List<Fault> faults) {
		if (edit != null) {
			faults.addAll(PersonName.check(field, edit.text()));
		}
	}

	private static boolean isOneOf(Set<String> known, @Nullable Edit edit) {
		return edit == null || edit.text() == null || known.contains(edit.text());
	}

	private static void refuse(List<Fault> faults) {
		if (!faults.isEmpty()) {
			throw new InvalidInputException(AuthErrorCode.VALIDATION, faults);
		}
	}

}
