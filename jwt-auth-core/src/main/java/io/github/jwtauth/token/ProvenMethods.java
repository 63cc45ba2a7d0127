package io.github.jwtauth.token;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How the owner of a session proved who they are, and when. A password that was typed
 * again makes nothing younger but the password: whoever knows only that has no fresh
 * second factor (requirement R-18).
 *
 * @param amr the methods as RFC 8176 calls them, in the order of their first proof
 * @param authenticatedAt when the latest one was proven
 * @param earlier the methods that were proven before that, each with its time in whole
 * seconds; all others were proven then
 */
public record ProvenMethods(List<String> amr, Instant authenticatedAt, Map<String, Instant> earlier) {

	public ProvenMethods {
		Objects.requireNonNull(authenticatedAt, "authenticatedAt");
		amr = List.copyOf(amr);
		earlier = inOrder(amr, earlier, authenticatedAt);
	}

	/**
	 * Methods that were all proven at once.
	 * @param amr the methods
	 * @param at when
	 * @return the methods with that time
	 */
	public static ProvenMethods at(List<String> amr, Instant at) {
		return new ProvenMethods(amr, at, Map.of());
	}

	/**
	 * When a method was proven last.
	 * @param method as RFC 8176 calls it
	 * @return the time, or empty when it never was
	 */
	public Optional<Instant> provenAt(String method) {
		return this.amr.contains(method) ? Optional.of(this.earlier.getOrDefault(method, this.authenticatedAt))
				: Optional.empty();
	}

	/**
	 * Some methods are proven, again or for the first time; the others keep their time. A
	 * clock that is behind makes nothing older.
	 * @param methods what is proven
	 * @param now when
	 * @return all methods, the known ones first
	 */
	public ProvenMethods with(List<String> methods, Instant now) {
		Map<String, Instant> times = new LinkedHashMap<>();
		this.amr.forEach((method) -> times.put(method, this.earlier.getOrDefault(method, this.authenticatedAt)));
		methods
			.forEach((method) -> times.merge(method, now, (known, proven) -> proven.isAfter(known) ? proven : known));
		Instant latest = times.values().stream().max(Instant::compareTo).orElse(this.authenticatedAt);
		Map<String, Instant> before = new LinkedHashMap<>(times);
		before.values().removeIf(latest::equals);
		return new ProvenMethods(List.copyOf(times.keySet()), latest, before);
	}

	/**
	 * What a token says, which counts in whole seconds.
	 * @return the same without fractions; never younger
	 */
	ProvenMethods inWholeSeconds() {
		return new ProvenMethods(this.amr, this.authenticatedAt.truncatedTo(ChronoUnit.SECONDS), this.earlier);
	}

	private static Map<String, Instant> inOrder(List<String> amr, Map<String, Instant> earlier, Instant latest) {
		if (!amr.containsAll(earlier.keySet()) || earlier.values().stream().anyMatch(latest::isBefore)) {
			throw new IllegalArgumentException("only a method that was proven can have been proven earlier");
		}
		Map<String, Instant> ordered = new LinkedHashMap<>();
		amr.forEach((method) -> {
			Instant time = earlier.getOrDefault(method, latest);
			if (time.isBefore(latest) && time.truncatedTo(ChronoUnit.SECONDS).isBefore(latest)) {
				ordered.put(method, time.truncatedTo(ChronoUnit.SECONDS));
			}
		});
		return Collections.unmodifiableMap(ordered);
	}

}
