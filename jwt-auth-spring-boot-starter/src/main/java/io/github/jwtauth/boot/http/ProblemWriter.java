package io.github.jwtauth.boot.http;

import java.io.IOException;

import io.github.jwtauth.AuthException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Writes every refusal of this library, whoever refuses: RFC 9457, whatever the request
 * accepts, and never cached (requirements ). An answer that is on its way
 * already stays as it is.
 */
public final class ProblemWriter {

	/** The type of every problem. */
	public static final String CONTENT_TYPE = "application/problem+json";

	private static final Logger logger = LoggerFactory.getLogger(ProblemWriter.class);

	private final StrictJson json;

	private final RequestIds requestIds;

	public ProblemWriter(StrictJson json, RequestIds requestIds) {
		this.json = json;
		this.requestIds = requestIds;
	}

	/**
	 * Answers with a problem.
	 * @param request the request
	 * @param response its answer
	 * @param problem what to tell
	 * @throws IOException when the answer cannot be written
	 */
	public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
		if (response.isCommitted()) {
			return;
		}
		String traceId = this.requestIds.of(request);
		byte[] body = this.json.write(problem.members(traceId));
		response.resetBuffer();
		response.setStatus(problem.status().value());
		response.setHeader(RequestIds.HEADER, traceId);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		problem.allHeaders().forEach(response::setHeader);
		response.setContentType(CONTENT_TYPE);
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
		response.flushBuffer();
	}

	/**
	 * Answers with a refusal of the core.
	 * @param request the request
	 * @param response its answer
	 * @param refusal what the core threw
	 * @throws IOException when the answer cannot be written
	 */
	public void write(HttpServletRequest request, HttpServletResponse response, AuthException refusal)
			throws IOException {
		Throwable cause = refusal.getCause();
		if (cause != null) {
			logger.warn("Request {} is refused with {}", this.requestIds.of(request), refusal.code(), cause);
		}
		write(request, response, Problem.of(refusal));
	}

	/**
	 * Answers a request that nobody is logged in for.
	 * @param request the request
	 * @param response its answer
	 * @param tokenPresented whether it carried a token that is not good
	 * @throws IOException when the answer cannot be written
	 */
	public void unauthorized(HttpServletRequest request, HttpServletResponse response, boolean tokenPresented)
			throws IOException {
		write(request, response, tokenPresented ? Problem.invalidToken() : Problem.unauthorized());
	}

	/**
	 * Answers somebody who may not do this.
	 * @param request the request
	 * @param response its answer
	 * @throws IOException when the answer cannot be written
	 */
	public void forbidden(HttpServletRequest request, HttpServletResponse response) throws IOException {
		write(request, response, Problem.forbidden());
	}

	/**
	 * Answers whatever was thrown. A store that is down is {@code 503}, everything
	 * unexpected is logged and {@code 500} without details.
	 * @param request the request
	 * @param response its answer
	 * @param failure what was thrown
	 * @throws IOException when the answer cannot be written
	 */
	public void writeFailure(HttpServletRequest request, HttpServletResponse response, Throwable failure)
			throws IOException {
		if (failure instanceof AuthException refusal) {
			write(request, response, refusal);
		}
		else if (failure instanceof ProblemException refusal) {
			write(request, response, refusal.problem());
		}
		else if (failure instanceof AuthenticationException) {
			unauthorized(request, response, false);
		}
		else if (failure instanceof AccessDeniedException) {
			forbidden(request, response);
		}
		else if (Outages.isOutage(failure)) {
			write(request, response, AuthException.unavailable(failure));
		}
		else if (failure instanceof IOException && DisconnectedClientHelper.isClientDisconnectedException(failure)) {
			logger.debug("The client of request {} is gone", this.requestIds.of(request));
		}
		else {
			logger.error("Request {} failed", this.requestIds.of(request), failure);
			write(request, response, Problem.internalError());
		}
	}

}
