package io.github.jwtauth.benchmarks;

import java.util.Arrays;

import io.github.jwtauth.benchmarks.http.HttpBenchmarks;
import io.github.jwtauth.benchmarks.http.MailBenchmarks;

/**
 * Starts the benchmarks: {@code jmh [JMH options]}, {@code http [--name=value …]} or
 * {@code mail [--name=value …]}.
 */
public final class Benchmarks {

	private Benchmarks() {
	}

	/**
	 * Runs.
	 * @param arguments which benchmarks, and their options
	 * @throws Exception when they cannot be run
	 */
	public static void main(String[] arguments) throws Exception {
		String kind = (arguments.length > 0) ? arguments[0] : "";
		String[] options = (arguments.length > 0) ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments;
		switch (kind) {
			case "jmh" -> org.openjdk.jmh.Main.main(options);
			case "http" -> HttpBenchmarks.run(options);
			case "mail" -> MailBenchmarks.run(options);
			default -> {
				System.err.println(
						"jmh [JMH options], or http or mail [--database=… --rounds=… --seconds=… --connections=…]");
				System.exit(2);
			}
		}
	}

}
