package io.github.jwtauth.boot.web;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * Writes how long it took when the first byte is about to be: afterwards it is too late
 * for a header. Our own answers are written in one go, when everything is done.
 */
final class TimedResponse extends HttpServletResponseWrapper {

	static final String HEADER = "X-Response-Time";

	private final long begin;

	TimedResponse(HttpServletResponse response, long begin) {
		super(response);
		this.begin = begin;
	}

	/**
	 * Writes the header, unless it is there or too late.
	 */
	void stamp() {
		if (!isCommitted() && !containsHeader(HEADER)) {
			setHeader(HEADER, Duration.ofNanos(System.nanoTime() - this.begin).toMillis() + "ms");
		}
	}

	@Override
	public ServletOutputStream getOutputStream() throws IOException {
		stamp();
		return super.getOutputStream();
	}

	@Override
	public PrintWriter getWriter() throws IOException {
		stamp();
		return super.getWriter();
	}

	@Override
	public void flushBuffer() throws IOException {
		stamp();
		super.flushBuffer();
	}

	@Override
	public void sendError(int status) throws IOException {
		stamp();
		super.sendError(status);
	}

	@Override
	public void sendError(int status, String message) throws IOException {
		stamp();
		super.sendError(status, message);
	}

}
