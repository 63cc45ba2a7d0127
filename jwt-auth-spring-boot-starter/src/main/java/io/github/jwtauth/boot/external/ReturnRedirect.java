package io.github.jwtauth.boot.external;

import io.github.jwtauth.Secret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.springframework.http.HttpHeaders;

/**
 * Sends the browser back to the page that it came from. What it is told stands in the
 * fragment, which no server sees and no log has, and which pages elsewhere do not get as
 * a referrer (requirement R-74, attack X-14).
 */
final class ReturnRedirect {

	private final ReturnUrls returnUrls;

	ReturnRedirect(ReturnUrls returnUrls) {
		this.returnUrls = returnUrls;
	}

	void succeeded(HttpServletRequest request, HttpServletResponse response, Secret exchangeToken) {
		send(request, response, "exchange_token=" + exchangeToken.reveal());
	}

	/**
	 * Tells a failure.
	 * @param request the request
	 * @param response its answer
	 * @param code letters, digits and underscores; never what the request says
	 */
	void failed(HttpServletRequest request, HttpServletResponse response, String code) {
		send(request, response, "error=" + code);
	}

	private void send(HttpServletRequest request, HttpServletResponse response, String fragment) {
		endEmptySession(request);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setHeader("Referrer-Policy", "no-referrer");
		response.setHeader(HttpHeaders.LOCATION, target(request) + '#' + fragment);
		response.setStatus(HttpServletResponse.SC_FOUND);
	}

	/** Checked again: between the two requests the list may have become shorter. */
	private String target(HttpServletRequest request) {
		Object wanted = request.getAttribute(ReturnUrlRepository.ATTRIBUTE);
		return (wanted instanceof String text && this.returnUrls.isAllowed(text)) ? text
				: this.returnUrls.fallback(request.getContextPath());
	}

	/** It was there for the way to the provider. One that the host uses stays. */
	private static void endEmptySession(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		if (session != null && !session.getAttributeNames().hasMoreElements()) {
			session.invalidate();
		}
	}

}
