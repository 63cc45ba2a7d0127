package io.github.jwtauth.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import io.github.jwtauth.benchmarks.http.HttpBenchmarks;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That the benchmarks run. What they measure in so short a time means nothing.
 */
class BenchmarksTests {

	@Test
	void everyStepRuns() throws Exception {
		var results = new Runner(new OptionsBuilder().include("AccessTokenBenchmarks|RefreshTokenBenchmarks")
			.param("provider", "jdk")
			.forks(0)
			.warmupIterations(0)
			.measurementIterations(1)
			.measurementTime(TimeValue.milliseconds(50))
			.shouldFailOnError(true)
			.build()).run();

		assertThat(results).hasSize(6);
	}

	@Test
	void everyWalkRuns() throws Exception {
		String report = printed(() -> HttpBenchmarks
			.run(new String[] { "--rounds=1", "--seconds=1", "--warm-up=0", "--connections=2" }));

		assertThat(report).contains("| refresh | 2 | 1 |")
			.contains("| protected GET | 0 | 0 |")
			.containsPattern("GET, open to everybody \\| [1-9]")
			.containsPattern("GET, stock resource server, ES256 \\| [1-9]")
			.containsPattern("GET, `jwtAuth\\(\\)` \\| [1-9]")
			.containsPattern("refresh \\| [1-9]")
			.containsPattern("login \\| [1-9]");
	}

	private static String printed(Work work) throws Exception {
		PrintStream out = System.out;
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
		try {
			work.run();
		}
		finally {
			System.setOut(out);
		}
		return bytes.toString(StandardCharsets.UTF_8);
	}

	/**
	 * Something that prints.
	 */
	@FunctionalInterface
	private interface Work {

		void run() throws Exception;

	}

}
