package io.github.jwtauth.privacy;

import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.github.jwtauth.AuthException;
import io.github.jwtauth.account.Subject;
import org.jspecify.annotations.Nullable;

/**
 * All contributors of an application. What they say is copied into plain values, so that
 * an object of the host is never written as a whole by mistake.
 */
public final class PersonalDataContributors {

	private static final Set<String> OURS = Set.of("profile", "consents", "sessions", "external_identities",
			"second_factor", "remembered_devices", "exported_at");

	private static final int DEPTH = 16;

	private final List<PersonalDataContributor> contributors;

	/**
	 * Takes the contributors in their order.
	 * @param contributors each with a name of its own
	 * @throws IllegalArgumentException when two have one name, or one has a name of ours
	 */
	public PersonalDataContributors(List<PersonalDataContributor> contributors) {
		this.contributors = List.copyOf(contributors);
		Set<String> names = new HashSet<>(OURS);
		for (PersonalDataContributor contributor : this.contributors) {
			if (contributor.name().isBlank() || !names.add(contributor.name())) {
				throw new IllegalArgumentException("'" + contributor.name()
						+ "' is no name of its own for a PersonalDataContributor: it is empty, one of the export's own ("
						+ String.join(", ", OURS.stream().sorted().toList()) + "), or another's");
			}
		}
	}

	/**
	 * What all of them know.
	 * @param subject of whom
	 * @return plain values by the name of the contributor
	 * @throws AuthException "unavailable" when one of them cannot say; half of the truth
	 * is none
	 */
	Map<String, Object> export(Subject subject) {
		Map<String, Object> all = new LinkedHashMap<>();
		for (PersonalDataContributor contributor : this.contributors) {
			try {
				all.put(contributor.name(), plain(contributor.export(subject.id(), subject.accountKey()), DEPTH));
			}
			catch (RuntimeException ex) {
				throw AuthException.unavailable(new IllegalStateException(
						"the PersonalDataContributor '" + contributor.name() + "' has no answer", ex));
			}
		}
		return all;
	}

	/**
	 * Lets all of them forget. In the transaction that deletes the account.
	 * @param subject whom
	 */
	void erase(Subject subject) {
		this.contributors.forEach((contributor) -> contributor.erase(subject.id(), subject.accountKey()));
	}

	private static @Nullable Object plain(@Nullable Object value, int depth) {
		if (depth == 0) {
			throw new IllegalArgumentException("a contribution is nested too deeply");
		}
		if (value instanceof Map<?, ?> map) {
			Map<String, @Nullable Object> copy = new LinkedHashMap<>();
			map.forEach((name, member) -> copy.put(String.valueOf(name), plain(member, depth - 1)));
			return copy;
		}
		if (value instanceof Collection<?> list) {
			return list.stream().map((member) -> plain(member, depth - 1)).toList();
		}
		return scalar(value);
	}

	private static @Nullable Object scalar(@Nullable Object value) {
		if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean) {
			return value;
		}
		if (value instanceof TemporalAccessor || value instanceof Enum<?> || value instanceof UUID) {
			return value.toString();
		}
		throw new IllegalArgumentException(
				"a contribution consists of plain values, and " + value.getClass().getName() + " is none");
	}

}
