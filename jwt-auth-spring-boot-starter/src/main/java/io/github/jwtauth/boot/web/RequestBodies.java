package io.github.jwtauth.boot.web;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import io.github.jwtauth.boot.http.Problem;
import io.github.jwtauth.boot.http.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.util.MimeType;

/**
 * What a body may be (requirement R-31).
 */
final class RequestBodies {

	/** More than any request of the contract needs; Tomcat has no limit for JSON. */
	static final int MAX_BYTES = 16 * 1024;

	private RequestBodies() {
	}

	/**
	 * Refuses everything but JSON in UTF-8: a form of another site may send plain text
	 * that happens to be JSON (requirement R-81).
	 * @param contentType the header
	 */
	static void requireJson(@Nullable String contentType) {
		if (contentType == null || !isJson(contentType)) {
			throw new ProblemException(Problem.unsupportedMediaType());
		}
	}

	/**
	 * Judges what the headers tell about a body, before anybody reads it.
	 * @param request the request
	 * @throws ProblemException {@code 413} or {@code 415}
	 */
	static void requireBearable(HttpServletRequest request) {
		if (request.getContentLengthLong() > MAX_BYTES) {
			throw new ProblemException(Problem.payloadTooLarge());
		}
		if (request.getContentType() != null && declaresBody(request)) {
			requireJson(request.getContentType());
		}
	}

	/** HTTP/2 has neither header for a stream; the reader of the body judges that. */
	private static boolean declaresBody(HttpServletRequest request) {
		return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
	}

	private static boolean isJson(String contentType) {
		try {
			MimeType type = MimeType.valueOf(contentType);
			Charset charset = type.getCharset();
			return "application".equals(type.getType()) && "json".equals(type.getSubtype())
					&& (charset == null || StandardCharsets.UTF_8.equals(charset));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
