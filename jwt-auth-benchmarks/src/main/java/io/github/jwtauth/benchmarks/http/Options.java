package io.github.jwtauth.benchmarks.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.jwtauth.benchmarks.host.BenchmarkAccounts;

/**
 * How the benchmarks over HTTP are run.
 *
 * @param database JDBC URL; on this machine the processes of PostgreSQL are counted
 * @param user of the database
 * @param password of the database
 * @param rounds how often everything is measured; the order is the same in each
 * @param warmUp how long each kind of request is sent before the first round
 * @param duration how long each is measured in a round
 * @param connections how many requests at a time
 * @param only what the name of a walk over HTTP begins with; all of them where it is
 * empty
 * @param properties what else the application is started with
 */
record Options(String database, String user, String password, int rounds, Duration warmUp, Duration duration,
		int connections, String only, List<String> properties) {

	/** What begins like this is meant for the application. */
	private static final List<String> PREFIXES = List.of("--jwtauth.", "--server.", "--spring.", "--benchmark.");

	/** Without a word about it, the figures are those of the JDK alone. */
	private static final String PROVIDER = "--jwtauth.signing.provider=";

	Options {
		properties = List.copyOf(properties);
		if (connections < 1 || connections > BenchmarkAccounts.CONNECTIONS) {
			throw new IllegalArgumentException("--connections is 1 to " + BenchmarkAccounts.CONNECTIONS);
		}
		if (rounds < 1) {
			throw new IllegalArgumentException("--rounds is at least 1");
		}
	}

	static Options parse(String[] arguments) {
		Map<String, String> values = new HashMap<>(Map.of("database", "jdbc:h2:mem:benchmark", "user", "sa", "password",
				"", "rounds", "3", "warm-up", "40", "seconds", "10", "connections", "8", "only", ""));
		List<String> properties = new ArrayList<>();
		for (String argument : arguments) {
			if (PREFIXES.stream().anyMatch(argument::startsWith)) {
				properties.add(argument);
				continue;
			}
			int end = argument.indexOf('=');
			String name = argument.startsWith("--") && end > 0 ? argument.substring(2, end) : argument;
			if (values.replace(name, argument.substring(end + 1)) == null) {
				throw new IllegalArgumentException("unknown option " + argument + ", known are " + values.keySet());
			}
		}
		if (properties.stream().noneMatch((property) -> property.startsWith(PROVIDER))) {
			properties.add(PROVIDER + "jdk");
		}
		return new Options(value(values, "database"), value(values, "user"), value(values, "password"),
				Integer.parseInt(value(values, "rounds")), seconds(values, "warm-up"), seconds(values, "seconds"),
				Integer.parseInt(value(values, "connections")), value(values, "only"), properties);
	}

	List<String> hostProperties() {
		List<String> all = new ArrayList<>(List.of("--spring.datasource.url=" + this.database,
				"--spring.datasource.username=" + this.user, "--spring.datasource.password=" + this.password));
		all.addAll(this.properties);
		return all;
	}

	private static Duration seconds(Map<String, String> values, String name) {
		return Duration.ofSeconds(Long.parseLong(value(values, name)));
	}

	private static String value(Map<String, String> values, String name) {
		return values.getOrDefault(name, "");
	}

}
