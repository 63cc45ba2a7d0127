package io.github.jwtauth.benchmarks.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * Sends requests from one thread: each connection sends its next request when the answer
 * to the last one is complete. Any answer but a success ends the run: a benchmark of
 * failures measures nothing.
 */
public final class LoadGenerator implements AutoCloseable {

	private static final int SELECT_MILLIS = 50;

	private final Load load;

	private final CpuTime cpu;

	private final Selector selector;

	private final List<LoadConnection> connections = new ArrayList<>();

	private long[] nanos = new long[1 << 16];

	private int count;

	private LoadGenerator(Load load, CpuTime cpu) throws IOException {
		this.load = load;
		this.cpu = cpu;
		this.selector = Selector.open();
		for (int i = 0; i < load.connections(); i++) {
			String seed = load.seeds().isEmpty() ? "" : load.seeds().get(i);
			this.connections.add(new LoadConnection(load.port(), load.requests().apply(i), seed, this.selector));
		}
	}

	/**
	 * Sends a load.
	 * @param load what
	 * @param cpu whose processor time is measured with it
	 * @return what was measured, and the credentials that are live at its end
	 * @throws IOException when the application does not answer as it should
	 */
	public static Measurement run(Load load, CpuTime cpu) throws IOException {
		try (LoadGenerator generator = new LoadGenerator(load, cpu)) {
			return generator.run();
		}
	}

	private Measurement run() throws IOException {
		for (LoadConnection connection : this.connections) {
			connection.send();
		}
		send(System.nanoTime() + this.load.warmUp().toNanos());
		this.count = 0;
		CpuTime.Reading before = this.cpu.read();
		long start = System.nanoTime();
		send(start + this.load.duration().toNanos());
		long elapsed = System.nanoTime() - start;
		CpuTime.Used used = this.cpu.read().since(before);
		long[] sorted = Arrays.copyOf(this.nanos, this.count);
		Arrays.sort(sorted);
		drain();
		return new Measurement(sorted, elapsed, used, this.connections.stream().map(LoadConnection::token).toList());
	}

	private void send(long until) throws IOException {
		while (System.nanoTime() < until) {
			for (LoadConnection connection : answered()) {
				connection.send();
			}
		}
	}

	/** Waits for the last answers, whose credentials are the live ones. */
	private void drain() throws IOException {
		int open = this.connections.size();
		while (open > 0) {
			open -= answered().size();
		}
	}

	private List<LoadConnection> answered() throws IOException {
		List<LoadConnection> answered = new ArrayList<>();
		this.selector.select(SELECT_MILLIS);
		Iterator<SelectionKey> keys = this.selector.selectedKeys().iterator();
		while (keys.hasNext()) {
			LoadConnection connection = (LoadConnection) keys.next().attachment();
			keys.remove();
			Answer answer = connection.receive();
			if (answer != null) {
				accept(connection, answer);
				answered.add(connection);
			}
		}
		return answered;
	}

	private void accept(LoadConnection connection, Answer answer) throws IOException {
		if (this.count == this.nanos.length) {
			this.nanos = Arrays.copyOf(this.nanos, this.nanos.length * 2);
		}
		this.nanos[this.count++] = connection.nanosSinceSent();
		String rotating = this.load.rotating();
		String next = (rotating != null) ? answer.member(rotating) : connection.token();
		if (answer.status() / 100 != 2 || next == null) {
			throw new IOException("Not what a benchmark wants to hear: " + answer.text());
		}
		connection.hold(next);
	}

	@Override
	public void close() throws IOException {
		for (LoadConnection connection : this.connections) {
			connection.close();
		}
		this.selector.close();
	}

}
