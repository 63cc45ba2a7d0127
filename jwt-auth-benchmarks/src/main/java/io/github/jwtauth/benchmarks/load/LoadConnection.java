package io.github.jwtauth.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

import org.jspecify.annotations.Nullable;

/**
 * One connection with one request at a time, and the credential that it holds.
 */
final class LoadConnection implements AutoCloseable {

	private final SocketChannel channel;

	private final RequestTemplate request;

	private final byte[] received = new byte[1 << 16];

	private int length;

	private String token;

	private long sentAt;

	LoadConnection(int port, RequestTemplate request, String token, Selector selector) throws IOException {
		this.request = request;
		this.token = token;
		this.channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		this.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
		this.channel.configureBlocking(false);
		this.channel.register(selector, SelectionKey.OP_READ, this);
	}

	void send() throws IOException {
		this.length = 0;
		ByteBuffer bytes = this.request.bytes(this.token);
		this.sentAt = System.nanoTime();
		while (bytes.hasRemaining()) {
			this.channel.write(bytes);
		}
	}

	/** {@code null} while the answer is not complete. */
	@Nullable Answer receive() throws IOException {
		int count = this.channel.read(ByteBuffer.wrap(this.received, this.length, this.received.length - this.length));
		if (count < 0) {
			throw new EOFException("the application closed a connection");
		}
		this.length += count;
		return Answer.read(this.received, this.length);
	}

	long nanosSinceSent() {
		return System.nanoTime() - this.sentAt;
	}

	void hold(String nextToken) {
		this.token = nextToken;
	}

	String token() {
		return this.token;
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
