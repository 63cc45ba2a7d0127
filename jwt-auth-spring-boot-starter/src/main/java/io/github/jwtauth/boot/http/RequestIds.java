package io.github.jwtauth.boot.http;

import java.util.Base64;

import io.github.jwtauth.RandomBytes;
import jakarta.servlet.http.HttpServletRequest;

/**
 * One name per request: in the log, in the answer's header and in its problem.
 */
public final class RequestIds {

	/** The header that brings and returns it. */
	public static final String HEADER = "X-Request-Id";

	/** The key in the logging context. */
	public static final String MDC_KEY = "request_id";

	private static final String ATTRIBUTE = RequestIds.class.getName();

	private static final int MAX_CHARS = 64;

	private static final int BYTES = 12;

	private final RandomBytes random;

	public RequestIds(RandomBytes random) {
		this.random = random;
	}

	/**
	 * The name of a request: the caller's when it is harmless in a log, else a new one.
	 * @param request the request
	 * @return the same name whenever it is asked again
	 */
	public String of(HttpServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof String known) {
			return known;
		}
		String given = request.getHeader(HEADER);
		String id = (given != null && isHarmless(given)) ? given : newId();
		request.setAttribute(ATTRIBUTE, id);
		return id;
	}

	private String newId() {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(this.random.next(BYTES));
	}

	private static boolean isHarmless(String text) {
		return !text.isEmpty() && text.length() <= MAX_CHARS && text.chars().allMatch(RequestIds::isHarmless);
	}

	private static boolean isHarmless(int character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| (character >= '0' && character <= '9') || character == '.' || character == '_' || character == '-';
	}

}
