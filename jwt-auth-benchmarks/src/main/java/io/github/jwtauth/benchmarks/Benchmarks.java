package io.github.jwtauth.benchmarks;

import java.util.Arrays;

import io.github.jwtauth.benchmarks.http.HttpBenchmarks;

/**
 * Starts the benchmarks: {@code jmh [JMH options]} or {@code http [--name=value …]}.
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
			default -> {
				System.err.println("jmh [JMH options], or http [--database=… --rounds=… --seconds=… --connections=…]");
				System.exit(2);
			}
		}
	}

}
