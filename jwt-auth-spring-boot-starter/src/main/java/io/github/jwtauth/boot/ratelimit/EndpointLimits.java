package io.github.jwtauth.boot.ratelimit;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.protection.RateLimit;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The limits of every endpoint: {@code jwtauth.rate-limit.<endpoint>.<scope>}, or the
 * default. A name that is none refuses to start, because the limit that somebody wanted
 * would quietly not be there. Immutable.
 */
final class EndpointLimits {

	static final String PREFIX = "jwtauth.rate-limit";

	/** Properties beside the names of endpoints, without their dashes. */
	private static final Set<String> SHARED = Set.of("enabled", "store", "allowednetworks", "expectednodes",
			"redistimeout");

	private final Map<AuthEndpoint, Map<LimitScope, RateLimit>> limits = new EnumMap<>(AuthEndpoint.class);

	private EndpointLimits(Map<String, String> configured) {
		for (AuthEndpoint endpoint : AuthEndpoint.values()) {
			Map<LimitScope, RateLimit> ofEndpoint = new EnumMap<>(LimitScope.class);
			for (LimitScope scope : LimitScope.of(endpoint)) {
				limit(endpoint, scope, configured).ifPresent((limit) -> ofEndpoint.put(scope, limit));
			}
			this.limits.put(endpoint, ofEndpoint);
		}
		configured.keySet().stream().findFirst().ifPresent(EndpointLimits::refuse);
	}

	/**
	 * Reads the limits of a host.
	 * @param environment where they stand, in any of Spring's spellings
	 * @return the limits
	 * @throws InvalidPropertyException when a name or a limit is none
	 */
	static EndpointLimits of(Environment environment) {
		Map<String, String> texts = Binder.get(environment)
			.bind(PREFIX, Bindable.mapOf(String.class, String.class))
			.orElse(Map.of());
		Map<String, String> configured = new TreeMap<>();
		texts.forEach((name, text) -> {
			if (!SHARED.contains(plain(name).split("[.\\[]", 2)[0])) {
				configured.put(name, text);
			}
		});
		return new EndpointLimits(configured);
	}

	/**
	 * A limit.
	 * @param endpoint where
	 * @param scope whose requests
	 * @return the limit, or {@code null} when there is none
	 */
	@Nullable RateLimit find(AuthEndpoint endpoint, LimitScope scope) {
		return this.limits.getOrDefault(endpoint, Map.of()).get(scope);
	}

	/**
	 * All of them.
	 * @return limits as they could be configured, by the end of the property
	 */
	Map<String, String> texts() {
		Map<String, String> texts = new TreeMap<>();
		this.limits.forEach((endpoint, scopes) -> scopes
			.forEach((scope, limit) -> texts.put(property(endpoint, scope), LimitText.of(limit))));
		return texts;
	}

	static String property(AuthEndpoint endpoint, LimitScope scope) {
		return endpoint.limitName() + "." + scope.property();
	}

	/** Takes what it has read out of the map, so that the rest is what nobody knows. */
	private static Optional<RateLimit> limit(AuthEndpoint endpoint, LimitScope scope, Map<String, String> configured) {
		String property = property(endpoint, scope);
		String text = configured.keySet()
			.stream()
			.filter((name) -> plain(name).equals(plain(property)))
			.findFirst()
			.map(configured::remove)
			.orElseGet(() -> DefaultLimits.of(endpoint, scope));
		return LimitText.parse(endpoint.limitName() + "-" + scope.property(), PREFIX + "." + property, text);
	}

	private static void refuse(String name) {
		String endpointName = plain(name).split("\\.", 2)[0];
		for (AuthEndpoint endpoint : AuthEndpoint.values()) {
			if (plain(endpoint.limitName()).equals(endpointName)) {
				throw new InvalidPropertyException(PREFIX + "." + name, "nothing of that kind is counted there",
						"use one of " + LimitScope.of(endpoint)
							.stream()
							.map((scope) -> PREFIX + "." + property(endpoint, scope))
							.collect(Collectors.joining(", ")));
			}
		}
		throw new InvalidPropertyException(PREFIX + "." + name, "there is no such endpoint",
				"use one of " + Arrays.stream(AuthEndpoint.values())
					.map(AuthEndpoint::limitName)
					.sorted()
					.collect(Collectors.joining(", ")));
	}

	/** Environment variables have no dashes. */
	private static String plain(String name) {
		return name.replace("-", "").toLowerCase(Locale.ROOT);
	}

}
