package io.github.jwtauth.account;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.jwtauth.InvalidInputException;

/**
 * What a host wants to know of its people beyond what this library asks
 * ({@code jwtauth.registration.extra-fields}). Nothing that is not declared here gets in
 * (requirement R-98, attack X-50).
 *
 * @param names {@code snake_case}, at most {@value #MAX_NAMES}; none of them one of the
 * contract's own
 */
public record ExtraFields(Set<String> names) {

	/** Nothing is declared. */
	public static final ExtraFields NONE = new ExtraFields(Set.of());

	/** Most names. */
	public static final int MAX_NAMES = 32;

	/** Most bytes of all of them as one JSON object in UTF-8: what is stored. */
	public static final int MAX_BYTES = 4096;

	private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(?:_[a-z0-9]+)*");

	private static final int NAME_CHARS = 64;

	/**
	 * What the contract calls something itself, in requests and in what is told of an
	 * account.
	 */
	private static final Set<String> CONTRACT = Set.of("id", "sub", "email", "email_verified", "email_verified_at",
			"new_email", "username", "first_name", "last_name", "roles", "status", "enabled", "disabled", "locked",
			"password", "password_confirm", "password_hash", "old_password", "current_password", "new_password",
			"new_password_confirm", "password_changed_at", "identifier", "email_or_username", "remember_me",
			"device_name", "device_token", "token", "code", "locale", "time_zone", "terms", "terms_accepted",
			"privacy_policy", "privacy_policy_accepted", "registered_at", "extra", "user", "sessions", "created_at");

	public ExtraFields {
		names = Set.copyOf(names);
		if (names.size() > MAX_NAMES) {
			throw new IllegalArgumentException("there are at most " + MAX_NAMES + " extra fields");
		}
		names.forEach(ExtraFields::requireFree);
	}

	/**
	 * Judges what somebody wants to have kept.
	 * @param values by name
	 * @return what is wrong with it; empty when nothing is
	 */
	public List<InvalidInputException.Fault> check(Map<String, String> values) {
		List<InvalidInputException.Fault> faults = new ArrayList<>();
		values.keySet()
			.stream()
			.filter((name) -> !this.names.contains(name))
			.sorted()
			.map((name) -> new InvalidInputException.Fault(name, "unknown_field", "There is no such field."))
			.forEach(faults::add);
		if (faults.isEmpty() && jsonBytes(values) > MAX_BYTES) {
			String longest = values.entrySet()
				.stream()
				.max((one, other) -> Integer.compare(one.getValue().length(), other.getValue().length()))
				.orElseThrow()
				.getKey();
			faults.add(new InvalidInputException.Fault(longest, "too_long",
					"Together, the extra fields are longer than what is kept."));
		}
		return faults;
	}

	private static void requireFree(String name) {
		if (name.length() > NAME_CHARS || !NAME.matcher(name).matches()) {
			throw new IllegalArgumentException(
					"the name of an extra field is snake_case and has at most " + NAME_CHARS + " characters");
		}
		if (CONTRACT.contains(name)) {
			throw new IllegalArgumentException("there is a field '" + name + "' already");
		}
	}

	/** Two quotes each, a colon and a comma; quotes and backslashes are escaped. */
	private static int jsonBytes(Map<String, String> values) {
		return 1 + values.entrySet()
			.stream()
			.mapToInt((member) -> member.getKey().length() + jsonBytes(member.getValue()) + 6)
			.sum();
	}

	private static int jsonBytes(String value) {
		int escapes = (int) value.chars().filter((character) -> character == '"' || character == '\\').count();
		return value.getBytes(StandardCharsets.UTF_8).length + escapes;
	}

}
