package io.github.jwtauth.boot.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import io.github.jwtauth.boot.http.Problem;
import io.github.jwtauth.boot.http.ProblemException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body ends with a refusal where it becomes too large, whether or not it
 * told its length (requirement R-31).
 */
final class BoundedBodyRequest extends HttpServletRequestWrapper {

	private @Nullable ServletInputStream stream;

	private @Nullable BufferedReader reader;

	BoundedBodyRequest(HttpServletRequest request) {
		super(request);
	}

	@Override
	public ServletInputStream getInputStream() throws IOException {
		if (this.stream == null) {
			this.stream = new BoundedStream(super.getInputStream());
		}
		return this.stream;
	}

	@Override
	public BufferedReader getReader() throws IOException {
		if (this.reader == null) {
			this.reader = new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
		}
		return this.reader;
	}

	private static final class BoundedStream extends ServletInputStream {

		private final ServletInputStream source;

		private int left = RequestBodies.MAX_BYTES;

		BoundedStream(ServletInputStream source) {
			this.source = source;
		}

		@Override
		public int read() throws IOException {
			int read = this.source.read();
			count((read < 0) ? 0 : 1);
			return read;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			int read = this.source.read(buffer, offset, Math.min(length, this.left + 1));
			count(Math.max(read, 0));
			return read;
		}

		@Override
		public boolean isFinished() {
			return this.source.isFinished();
		}

		@Override
		public boolean isReady() {
			return this.source.isReady();
		}

		@Override
		public void setReadListener(ReadListener listener) {
			this.source.setReadListener(listener);
		}

		private void count(int read) {
			this.left -= read;
			if (this.left < 0) {
				throw new ProblemException(Problem.payloadTooLarge());
			}
		}

	}

}
