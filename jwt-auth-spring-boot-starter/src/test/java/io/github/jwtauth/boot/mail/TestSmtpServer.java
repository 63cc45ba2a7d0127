package io.github.jwtauth.boot.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A mail server that answers what a test wants, and keeps every line that it was told.
 */
final class TestSmtpServer implements AutoCloseable {

	/** In place of an answer: the connection is dropped. */
	static final String DROP = "drop";

	private final ServerSocket socket;

	private final Map<String, String> answers;

	private final List<String> lines = new CopyOnWriteArrayList<>();

	/**
	 * Listens.
	 * @param answers by the beginning of a command; everything else is fine. The end of a
	 * mail is the command {@code .}, the first words are {@code HELLO}
	 */
	TestSmtpServer(Map<String, String> answers) throws IOException {
		this.answers = answers;
		this.socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
		Thread thread = new Thread(this::serve, "test-smtp");
		thread.setDaemon(true);
		thread.start();
	}

	int port() {
		return this.socket.getLocalPort();
	}

	List<String> lines() {
		return List.copyOf(this.lines);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	private void serve() {
		while (!this.socket.isClosed()) {
			try (Socket connection = this.socket.accept()) {
				talk(connection);
			}
			catch (IOException ex) {
				// the next one, or the end
			}
		}
	}

	private void talk(Socket connection) throws IOException {
		BufferedReader in = new BufferedReader(
				new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
		OutputStream out = connection.getOutputStream();
		String answer = this.answers.getOrDefault("HELLO", "220 here");
		boolean inData = false;
		while (!answer.equals(DROP)) {
			if (!answer.isEmpty()) {
				out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
				out.flush();
			}
			String line = in.readLine();
			if (line == null) {
				return;
			}
			this.lines.add(line);
			if (inData && !line.equals(".")) {
				answer = "";
				continue;
			}
			answer = answerTo(line);
			inData = answer.startsWith("354");
		}
	}

	private String answerTo(String line) {
		String command = line.toUpperCase(Locale.ROOT);
		return this.answers.entrySet()
			.stream()
			.filter((entry) -> command.startsWith(entry.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(command.startsWith("DATA") ? "354 go on" : command.startsWith("QUIT") ? "221 bye" : "250 fine");
	}

}
