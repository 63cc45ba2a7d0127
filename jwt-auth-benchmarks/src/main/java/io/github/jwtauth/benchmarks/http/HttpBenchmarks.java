package io.github.jwtauth.benchmarks.http;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import io.github.jwtauth.benchmarks.load.CpuTime;

/**
 * Protected requests, refresh and login over HTTP, next to an open endpoint and a stock
 * resource server in the same run. Compare rows and ratios, not machines.
 */
public final class HttpBenchmarks {

	private HttpBenchmarks() {
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
		System.out.println("Java " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " cores, "
				+ options.database().replaceFirst("\\?.*", "") + ", " + options.connections() + " connections, "
				+ options.rounds() + " rounds of " + options.duration().toSeconds() + " s after "
				+ options.warmUp().toSeconds() + " s, " + String.join(" ", options.properties()) + "\n");
		System.out.println(StatementReport.of(options));
		try (HostProcess host = HostProcess.start(options)) {
			List<Walk> walks = walks(Credentials.of(host, options.connections())).stream()
				.filter((walk) -> walk.name().startsWith(options.only()))
				.toList();
			measure(host, options, walks);
			System.out.println(HttpReport.of(walks));
		}
	}

	private static List<Walk> walks(Credentials credentials) {
		String token = credentials.accessTokens().get(0);
		return List.of(Walk.get("GET, open to everybody", "/open/ping", ""),
				Walk.get("GET, stock resource server, ES256", "/stock/ping", token),
				Walk.get("GET, Boot's chain with our tokens", "/boot/ping", token),
				Walk.get("GET, `jwtAuth()`", "/own/ping", token), Walk.refresh("refresh", credentials.refreshTokens()),
				Walk.login("login"));
	}

	/** Round after round, so that what changes over time changes for all. */
	private static void measure(HostProcess host, Options options, List<Walk> walks) throws IOException, SQLException {
		CpuTime cpu = new CpuTime(host.pid(), DatabaseProcesses.find(options));
		for (int round = 0; round < options.rounds(); round++) {
			for (Walk walk : walks) {
				walk.measure(host, options, (round == 0) ? options.warmUp() : Duration.ofSeconds(1), cpu);
			}
		}
	}

}
