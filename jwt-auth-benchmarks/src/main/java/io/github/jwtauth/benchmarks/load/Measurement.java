package io.github.jwtauth.benchmarks.load;

import java.util.List;

/**
 * What one round showed.
 */
public final class Measurement {

	private final long[] sortedNanos;

	private final double seconds;

	private final CpuTime.Used cpu;

	private final List<String> tokens;

	Measurement(long[] sortedNanos, long elapsedNanos, CpuTime.Used cpu, List<String> tokens) {
		if (sortedNanos.length == 0) {
			throw new IllegalStateException("not one request was answered in time");
		}
		this.sortedNanos = sortedNanos;
		this.seconds = elapsedNanos / 1e9;
		this.cpu = cpu;
		this.tokens = List.copyOf(tokens);
	}

	/**
	 * Throughput.
	 * @return answers in a second
	 */
	public double perSecond() {
		return this.sortedNanos.length / this.seconds;
	}

	/**
	 * Latency.
	 * @param quantile between 0 and 1
	 * @return milliseconds within which this part of the answers came
	 */
	public double millis(double quantile) {
		int index = (int) Math.min(this.sortedNanos.length - 1L, (long) (quantile * this.sortedNanos.length));
		return this.sortedNanos[index] / 1e6;
	}

	/**
	 * Cost to the application.
	 * @return microseconds of processor time for one request
	 */
	public double applicationMicros() {
		return (double) this.cpu.application() / this.sortedNanos.length;
	}

	/**
	 * Cost to the database.
	 * @return microseconds of processor time for one request
	 */
	public double databaseMicros() {
		return (double) this.cpu.database() / this.sortedNanos.length;
	}

	/**
	 * Noise.
	 * @return how many cores somebody else kept busy meanwhile
	 */
	public double foreignCores() {
		return this.cpu.others() / 1e6 / this.seconds;
	}

	/**
	 * The credentials that are live after the round.
	 * @return one of each connection
	 */
	public List<String> tokens() {
		return this.tokens;
	}

}
