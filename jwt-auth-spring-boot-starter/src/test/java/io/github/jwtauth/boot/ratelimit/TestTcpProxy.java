package io.github.jwtauth.boot.ratelimit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Stands between a client and a server that nobody may stop, and can be cut, frozen and
 * restored.
 */
public final class TestTcpProxy implements AutoCloseable {

	private final String host;

	private final int target;

	private final int port;

	private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

	private volatile ServerSocket server;

	private volatile boolean frozen;

	public TestTcpProxy(String host, int target) {
		this.host = host;
		this.target = target;
		this.server = listen(0);
		this.port = this.server.getLocalPort();
	}

	public int port() {
		return this.port;
	}

	/** As if the server were gone. */
	public void cut() {
		close(this.server);
		this.sockets.forEach(TestTcpProxy::close);
		this.sockets.clear();
	}

	/** As if the server hung: it takes everything and never answers. */
	public void freeze() {
		this.frozen = true;
	}

	public void restore() {
		this.frozen = false;
		if (this.server.isClosed()) {
			this.server = listen(this.port);
		}
	}

	@Override
	public void close() {
		cut();
	}

	private ServerSocket listen(int where) {
		try {
			ServerSocket listening = new ServerSocket();
			listening.setReuseAddress(true);
			listening.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), where));
			background(() -> accept(listening));
			return listening;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void accept(ServerSocket listening) {
		while (!listening.isClosed()) {
			try {
				Socket client = listening.accept();
				Socket upstream = new Socket(this.host, this.target);
				this.sockets.add(client);
				this.sockets.add(upstream);
				background(() -> pump(client, upstream));
				background(() -> pump(upstream, client));
			}
			catch (IOException ex) {
				close(listening);
			}
		}
	}

	private void pump(Socket from, Socket to) {
		try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
			byte[] buffer = new byte[8192];
			for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
				if (!this.frozen) {
					out.write(buffer, 0, length);
					out.flush();
				}
			}
		}
		catch (IOException ex) {
			close(from);
			close(to);
		}
	}

	private static void background(Runnable work) {
		Thread thread = new Thread(work, "test-tcp-proxy");
		thread.setDaemon(true);
		thread.start();
	}

	private static void close(AutoCloseable socket) {
		try {
			socket.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
