package io.github.jwtauth.benchmarks.http;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts statements and commits of each walk, one request at a time. The median: now and
 * then something that runs in the background falls between.
 */
final class StatementReport {

	private static final int REPEATS = 20;

	private final HostProcess host;

	private StatementReport(HostProcess host) {
		this.host = host;
	}

	/** A table in Markdown. */
	static String of(Options options) throws IOException, InterruptedException {
		try (HostProcess host = HostProcess.start(options, "--benchmark.count-statements=true",
				"--jwtauth.access-token.session-check=none")) {
			return new StatementReport(host).table();
		}
	}

	private String table() throws IOException, InterruptedException {
		Credentials credentials = Credentials.of(this.host, 1);
		String access = credentials.accessTokens().get(0);
		String[] refresh = { credentials.refreshTokens().get(0) };
		return "| One request | Statements | Commits |\n|---|---|---|\n"
				+ row("login", () -> this.host.post("/auth/login", Credentials.loginBody(0)))
				+ row("refresh", () -> refresh[0] = refreshed(refresh[0]))
				+ row("protected GET", () -> this.host.get("/own/ping", access));
	}

	private String refreshed(String token) throws IOException, InterruptedException {
		String answer = this.host.post("/auth/token/refresh", "{\"refresh_token\":\"" + token + "\"}");
		return JsonMapper.shared().readTree(answer).get("refresh_token").asString();
	}

	private String row(String name, Request request) throws IOException, InterruptedException {
		long[] statements = new long[REPEATS];
		long[] commits = new long[REPEATS];
		for (int i = 0; i < REPEATS; i++) {
			JsonNode before = count();
			request.send();
			JsonNode after = count();
			statements[i] = difference("statements", before, after);
			commits[i] = difference("commits", before, after);
		}
		return String.format(Locale.ROOT, "| %s | %d | %d |%n", name, median(statements), median(commits));
	}

	private JsonNode count() throws IOException, InterruptedException {
		return JsonMapper.shared().readTree(this.host.get("/open/count"));
	}

	private static long difference(String name, JsonNode before, JsonNode after) {
		return after.get(name).asLong() - before.get(name).asLong();
	}

	private static long median(long[] values) {
		Arrays.sort(values);
		return values[values.length / 2];
	}

	/**
	 * Something that is counted.
	 */
	@FunctionalInterface
	private interface Request {

		void send() throws IOException, InterruptedException;

	}

}
