package io.github.jwtauth.benchmarks.http;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.jwtauth.benchmarks.host.BenchmarkHost;

/**
 * The application in a virtual machine of its own, with the class path and the Java of
 * this one.
 */
final class HostProcess implements AutoCloseable {

	/** *.log files are no part of the project. */
	private static final Path LOG = Path.of("jwt-auth-benchmarks-host.log").toAbsolutePath();

	private static final Duration START_UP = Duration.ofMinutes(2);

	private final HttpClient http = HttpClient.newHttpClient();

	private final Process process;

	private final String url;

	private final int port;

	private HostProcess(Process process, int port) {
		this.process = process;
		this.port = port;
		this.url = "http://127.0.0.1:" + port;
	}

	/** Starts it and waits until it answers. */
	static HostProcess start(Options options, String... properties) throws IOException, InterruptedException {
		int port = freePort();
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command
			.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path"), BenchmarkHost.class.getName()));
		command.addAll(List.of("--server.port=" + port, "--jwtauth.public-url=http://127.0.0.1:" + port,
				"--jwtauth.refresh-token-as-cookie=false", "--jwtauth.schema.initialize=always",
				"--jwtauth.secret=" + secret(options.database()), "--server.tomcat.max-keep-alive-requests=-1",
				"--spring.jpa.open-in-view=false", "--jwtauth.email-verification.mode=none",
				// The load comes from one address.
				"--jwtauth.rate-limit.allowed-networks=127.0.0.0/8"));
		command.addAll(options.hostProperties());
		command.addAll(List.of(properties));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(LOG.toFile()).start();
		HostProcess host = new HostProcess(process, port);
		host.awaitAnswer();
		return host;
	}

	int port() {
		return this.port;
	}

	long pid() {
		return this.process.pid();
	}

	String get(String path) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(URI.create(this.url + path)).build());
	}

	String get(String path, String accessToken) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(URI.create(this.url + path))
			.header("Authorization", "Bearer " + accessToken)
			.build());
	}

	String post(String path, String json) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(URI.create(this.url + path))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(json))
			.build());
	}

	/** Posts something that is done later. */
	void accepted(String path, String json) throws IOException, InterruptedException {
		send(HttpRequest.newBuilder(URI.create(this.url + path))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(json))
			.build(), 202);
	}

	/** As a power failure would end it. */
	void kill() {
		this.process.destroyForcibly();
		this.process.onExit().join();
	}

	private String send(HttpRequest request) throws IOException, InterruptedException {
		return send(request, 200);
	}

	private String send(HttpRequest request, int expected) throws IOException, InterruptedException {
		HttpResponse<String> response = this.http.send(request, BodyHandlers.ofString());
		if (response.statusCode() != expected) {
			throw new IOException(request.uri() + " answers " + response.statusCode() + ": " + response.body());
		}
		return response.body();
	}

	private void awaitAnswer() throws InterruptedException, IOException {
		Instant end = Instant.now().plus(START_UP);
		while (Instant.now().isBefore(end) && this.process.isAlive()) {
			try {
				get("/open/ping");
				return;
			}
			catch (IOException ex) {
				TimeUnit.MILLISECONDS.sleep(100);
			}
		}
		close();
		throw new IOException("the application did not start, see " + LOG);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	/** The same for the same database, whose keys it encrypts. Guards nothing. */
	private static String secret(String database) {
		try {
			return Base64.getEncoder()
				.encodeToString(MessageDigest.getInstance("SHA-256").digest(database.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

}
