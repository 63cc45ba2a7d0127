package io.github.jwtauth.benchmarks.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import io.github.jwtauth.benchmarks.load.Measurement;

/**
 * The rounds as a table in Markdown: medians, and the ratio to the first walk of the same
 * round with its spread.
 */
final class HttpReport {

	private HttpReport() {
	}

	static String of(List<Walk> walks) {
		StringBuilder table = new StringBuilder(
				"""
						| Request | per second | of the open one (min to max) | p50 ms | p99 ms | application µs | database µs | foreign cores |
						|---|---|---|---|---|---|---|---|
						""");
		walks.forEach((walk) -> table.append(row(walk, walks.get(0))));
		return table.toString();
	}

	private static String row(Walk walk, Walk base) {
		double[] ratios = new double[walk.rounds().size()];
		for (int i = 0; i < ratios.length; i++) {
			ratios[i] = walk.rounds().get(i).perSecond() / base.rounds().get(i).perSecond();
		}
		double[] sorted = sorted(ratios);
		return String.format(Locale.ROOT, "| %s | %.0f | %.3f (%.3f to %.3f) | %.2f | %.2f | %.0f | %.0f | %.2f |%n",
				walk.name(), median(walk, Measurement::perSecond), sorted[sorted.length / 2], sorted[0],
				sorted[sorted.length - 1], median(walk, (round) -> round.millis(0.5)),
				median(walk, (round) -> round.millis(0.99)), median(walk, Measurement::applicationMicros),
				median(walk, Measurement::databaseMicros), median(walk, Measurement::foreignCores));
	}

	private static double median(Walk walk, ToDoubleFunction<Measurement> figure) {
		double[] sorted = sorted(walk.rounds().stream().mapToDouble(figure).toArray());
		return sorted[sorted.length / 2];
	}

	private static double[] sorted(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted;
	}

}
