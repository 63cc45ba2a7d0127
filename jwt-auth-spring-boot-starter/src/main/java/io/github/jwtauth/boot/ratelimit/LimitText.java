package io.github.jwtauth.boot.ratelimit;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.jwtauth.boot.http.InvalidPropertyException;
import io.github.jwtauth.protection.RateLimit;

/**
 * Limits as people write them: {@code 25/h}, {@code 5/5m}, {@code 60/m}, {@code off}.
 */
final class LimitText {

	private static final Pattern LIMIT = Pattern.compile("([1-9][0-9]{0,6})\\s*/\\s*([1-9][0-9]{0,4})?\\s*([smhd])");

	private static final Map<String, Duration> UNITS = Map.of("s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1),
			"h", Duration.ofHours(1), "d", Duration.ofDays(1));

	private static final Duration LONGEST = Duration.ofDays(31);

	private LimitText() {
	}

	/**
	 * Reads a limit.
	 * @param name of the limit
	 * @param property where it stands
	 * @param text what stands there
	 * @return the limit, or empty when there is none
	 * @throws InvalidPropertyException when it is neither
	 */
	static Optional<RateLimit> parse(String name, String property, String text) {
		String plain = text.strip().toLowerCase(Locale.ROOT);
		// YAML reads a bare "off" as false
		if (plain.equals("off") || plain.equals("false")) {
			return Optional.empty();
		}
		Matcher matcher = LIMIT.matcher(plain);
		if (matcher.matches()) {
			long units = (matcher.group(2) != null) ? Long.parseLong(matcher.group(2)) : 1;
			Duration period = UNITS.getOrDefault(matcher.group(3), Duration.ZERO).multipliedBy(units);
			if (period.compareTo(LONGEST) <= 0) {
				return Optional.of(new RateLimit(name, Integer.parseInt(matcher.group(1)), period));
			}
		}
		throw new InvalidPropertyException(property, "'" + text + "' is no limit",
				"write how many in what time, such as 25/h, 5/5m or 60/m, in at most 31 days, or off");
	}

	/**
	 * Writes a limit as it could be configured.
	 * @param limit the limit
	 * @return such as {@code 25/h}
	 */
	static String of(RateLimit limit) {
		long seconds = limit.period().toSeconds();
		for (String unit : new String[] { "d", "h", "m" }) {
			long length = UNITS.getOrDefault(unit, Duration.ZERO).toSeconds();
			if (seconds % length == 0) {
				return text(limit.permits(), seconds / length, unit);
			}
		}
		return text(limit.permits(), seconds, "s");
	}

	private static String text(int permits, long units, String unit) {
		return permits + "/" + ((units == 1) ? "" : units) + unit;
	}

}
