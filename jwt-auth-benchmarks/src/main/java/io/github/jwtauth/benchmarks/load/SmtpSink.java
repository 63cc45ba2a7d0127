package io.github.jwtauth.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A mail server that takes everything, counts it by its message id and forgets it. It can
 * be stopped and started again at the same port: nobody listens there meanwhile.
 */
public final class SmtpSink implements AutoCloseable {

	private static final String MESSAGE_ID = "message-id:";

	private final Map<String, Integer> received = new ConcurrentHashMap<>();

	private final int port;

	private @Nullable ServerSocket socket;

	/**
	 * Finds a port; {@link #start} listens.
	 * @throws IOException when there is none
	 */
	public SmtpSink() throws IOException {
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			this.port = free.getLocalPort();
		}
	}

	public int port() {
		return this.port;
	}

	/**
	 * Listens from now on.
	 * @throws IOException when somebody took the port meanwhile
	 */
	public synchronized void start() throws IOException {
		ServerSocket listening = new ServerSocket();
		listening.setReuseAddress(true);
		listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port));
		this.socket = listening;
		daemon(() -> accept(listening));
	}

	/**
	 * Listens no longer.
	 * @throws IOException when that fails
	 */
	public synchronized void stop() throws IOException {
		if (this.socket != null) {
			this.socket.close();
			this.socket = null;
		}
	}

	/**
	 * What arrived.
	 * @return how often, by message id
	 */
	public Map<String, Integer> received() {
		return Map.copyOf(this.received);
	}

	/**
	 * Waits until enough different mails have arrived, or until time is up.
	 * @param count how many
	 * @param seconds how long to wait at most
	 * @return how many have arrived
	 * @throws InterruptedException when the wait is interrupted
	 */
	public int await(int count, long seconds) throws InterruptedException {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
		while (this.received.size() < count && System.nanoTime() < end) {
			TimeUnit.MILLISECONDS.sleep(50);
		}
		return this.received.size();
	}

	@Override
	public void close() throws IOException {
		stop();
	}

	private void accept(ServerSocket listening) {
		while (!listening.isClosed()) {
			try {
				Socket client = listening.accept();
				daemon(() -> serve(client));
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void serve(Socket client) {
		try (client) {
			BufferedReader lines = new BufferedReader(
					new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
			OutputStream answers = client.getOutputStream();
			say(answers, "220 ready");
			String line = lines.readLine();
			while (line != null && !line.toUpperCase(Locale.ROOT).startsWith("QUIT")) {
				if (line.toUpperCase(Locale.ROOT).startsWith("DATA")) {
					say(answers, "354 go on");
					take(lines);
				}
				say(answers, "250 ok");
				line = lines.readLine();
			}
			say(answers, "221 bye");
		}
		catch (IOException ex) {
			// A client that goes away in the middle has not delivered anything.
		}
	}

	private void take(BufferedReader lines) throws IOException {
		String id = "";
		for (String line = lines.readLine(); !".".equals(line); line = lines.readLine()) {
			if (line == null) {
				throw new IOException("broken off");
			}
			if (id.isEmpty() && line.toLowerCase(Locale.ROOT).startsWith(MESSAGE_ID)) {
				id = line.substring(MESSAGE_ID.length()).strip();
			}
		}
		this.received.merge(id, 1, Integer::sum);
	}

	private static void say(OutputStream answers, String line) throws IOException {
		answers.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
		answers.flush();
	}

	private static void daemon(Runnable work) {
		Thread thread = new Thread(work, "smtp-sink");
		thread.setDaemon(true);
		thread.start();
	}

}
