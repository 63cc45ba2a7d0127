package io.github.jwtauth.benchmarks.http;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.jwtauth.benchmarks.load.CpuTime;
import io.github.jwtauth.benchmarks.load.SmtpSink;

/**
 * What becomes of mail when things break: how long requests that cause mail take while
 * nobody takes it, and whether every mail that was promised arrives although the
 * application was killed before it sent one.
 */
public final class MailBenchmarks {

	private static final int PROMISES = 40;

	private static final long PATIENCE_SECONDS = 120;

	private final Options options;

	private final SmtpSink sink;

	private MailBenchmarks(Options options, SmtpSink sink) {
		this.options = options;
		this.sink = sink;
	}

	/**
	 * Runs and prints tables in Markdown.
	 * @param arguments options
	 * @throws IOException when the application does not answer as it should
	 * @throws InterruptedException when it is interrupted
	 * @throws SQLException when the database cannot be asked for its processes
	 */
	public static void run(String[] arguments) throws IOException, InterruptedException, SQLException {
		Options options = Options.parse(arguments);
		try (SmtpSink sink = new SmtpSink()) {
			MailBenchmarks benchmarks = new MailBenchmarks(options, sink);
			System.out.println(benchmarks.latency());
		}
		try (SmtpSink sink = new SmtpSink()) {
			System.out.println(new MailBenchmarks(options, sink).killed());
		}
	}

	/** Interleaved, so that what changes over time changes for both. */
	private String latency() throws IOException, InterruptedException, SQLException {
		Walk running = Walk.reset("password reset, mail server running");
		Walk stopped = Walk.reset("password reset, mail server stopped");
		try (HostProcess host = start()) {
			CpuTime cpu = new CpuTime(host.pid(), DatabaseProcesses.find(this.options));
			for (int round = 0; round < this.options.rounds(); round++) {
				Duration warmUp = (round == 0) ? this.options.warmUp() : Duration.ofSeconds(1);
				this.sink.start();
				running.measure(host, this.options, warmUp, cpu);
				this.sink.stop();
				stopped.measure(host, this.options, warmUp, cpu);
			}
		}
		return HttpReport.of(List.of(running, stopped));
	}

	/** Nobody listens, the application dies without a word, and a new one begins. */
	private String killed() throws IOException, InterruptedException {
		List<Long> millis = new ArrayList<>();
		HostProcess doomed = start();
		for (int i = 0; i < PROMISES; i++) {
			long start = System.nanoTime();
			doomed.accepted("/auth/password/reset", Walk.resetBody(i));
			millis.add((System.nanoTime() - start) / 1_000_000);
		}
		doomed.kill();
		this.sink.start();
		int arrived;
		try (HostProcess next = start()) {
			next.get("/open/ping");
			arrived = this.sink.await(PROMISES, PATIENCE_SECONDS);
		}
		long twice = this.sink.received().values().stream().filter((count) -> count == 2).count();
		long more = this.sink.received().values().stream().filter((count) -> count > 2).count();
		return String.format(Locale.ROOT,
				"| Promised, then killed | arrived | of them twice | more often |%n|---|---|---|---|%n| %d | %d | %d | %d |%n",
				millis.size(), arrived, twice, more);
	}

	private HostProcess start() throws IOException, InterruptedException {
		return HostProcess.start(this.options, "--spring.mail.host=127.0.0.1", "--spring.mail.port=" + this.sink.port(),
				"--jwtauth.rate-limit.enabled=false", "--logging.level.io.github.jwtauth=error");
	}

}
