package io.github.jwtauth.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Processor time of the application, of the database's processes and of the whole
 * machine, as Linux counts it. What nobody of them used is noise of others.
 *
 * @param application its process
 * @param database the processes of its database on this machine; empty when it is
 * elsewhere or inside the application
 */
public record CpuTime(long application, List<Long> database) {

	/** Microseconds of a clock tick; 100 a second on every Linux that matters. */
	private static final long TICK_MICROS = 10_000;

	public CpuTime {
		database = List.copyOf(database);
	}

	Reading read() throws IOException {
		long databaseMicros = 0;
		for (long pid : this.database) {
			databaseMicros += microsOf(pid);
		}
		return new Reading(microsOf(this.application), databaseMicros, microsOf(ProcessHandle.current().pid()),
				microsOfMachine());
	}

	private static long microsOf(long pid) throws IOException {
		String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
		String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
		return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MICROS;
	}

	private static long microsOfMachine() throws IOException {
		String[] fields = Files.readAllLines(Path.of("/proc/stat")).get(0).split(" +");
		long ticks = 0;
		for (int field : new int[] { 1, 2, 3, 6, 7 }) {
			ticks += Long.parseLong(fields[field]);
		}
		return ticks * TICK_MICROS;
	}

	/**
	 * Microseconds of processor time since each began.
	 *
	 * @param application the application
	 * @param database its database
	 * @param generator this process
	 * @param machine everything on this machine
	 */
	record Reading(long application, long database, long generator, long machine) {

		Used since(Reading before) {
			long own = this.application + this.database + this.generator - before.application - before.database
					- before.generator;
			return new Used(this.application - before.application, this.database - before.database,
					Math.max(0, this.machine - before.machine - own));
		}

	}

	/**
	 * Microseconds of processor time that were used.
	 *
	 * @param application by the application
	 * @param database by its database
	 * @param others by nobody who is measured: noise
	 */
	public record Used(long application, long database, long others) {

	}

}
