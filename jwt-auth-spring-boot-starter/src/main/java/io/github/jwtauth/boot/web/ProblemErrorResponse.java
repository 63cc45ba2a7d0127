package io.github.jwtauth.boot.web;

import java.io.IOException;

import io.github.jwtauth.boot.http.AuthEndpoint;
import io.github.jwtauth.boot.http.Problem;
import io.github.jwtauth.boot.http.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * Turns a bare error that some filter answers with into a problem. Without it the error
 * page of the host would be dispatched, and its chain might make a {@code 401} of it.
 */
final class ProblemErrorResponse extends HttpServletResponseWrapper {

	private final HttpServletRequest request;

	private final HttpServletResponse response;

	private final AuthEndpoint endpoint;

	private final ProblemWriter problems;

	ProblemErrorResponse(HttpServletRequest request, HttpServletResponse response, AuthEndpoint endpoint,
			ProblemWriter problems) {
		super(response);
		this.request = request;
		this.response = response;
		this.endpoint = endpoint;
		this.problems = problems;
	}

	@Override
	public void sendError(int status) throws IOException {
		sendError(status, null);
	}

	@Override
	public void sendError(int status, @Nullable String message) throws IOException {
		this.problems.write(this.request, this.response, problem(status));
	}

	private Problem problem(int status) {
		HttpStatus known = HttpStatus.resolve(status);
		if (known == null) {
			return Problem.internalError();
		}
		return (known == HttpStatus.METHOD_NOT_ALLOWED) ? Problem.methodNotAllowed(this.endpoint.methods())
				: Problem.ofStatus(known);
	}

}
