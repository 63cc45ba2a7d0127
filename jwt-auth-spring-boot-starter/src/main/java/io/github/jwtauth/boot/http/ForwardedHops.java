package io.github.jwtauth.boot.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What proxies noted about a request, farthest hop first. Anything that is not an address
 * stays in the list as it is, for the reader to stumble over: leaving it out would move
 * the walk to a hop that nobody vouches for.
 */
final class ForwardedHops {

	private ForwardedHops() {
	}

	/**
	 * Reads {@code X-Forwarded-For}.
	 * @param headers its lines
	 * @return the hops
	 */
	static List<String> ofForwardedFor(List<String> headers) {
		List<String> hops = new ArrayList<>();
		for (String header : headers) {
			for (String element : header.split(",", -1)) {
				hops.add(withoutPort(element.strip()));
			}
		}
		return hops;
	}

	/**
	 * Reads {@code Forwarded} (RFC 7239). A quoted comma or semicolon never stands in an
	 * address, so that splitting at it can only yield something that is not one.
	 * @param headers its lines
	 * @return the hops
	 */
	static List<String> ofForwarded(List<String> headers) {
		List<String> hops = new ArrayList<>();
		for (String header : headers) {
			for (String element : header.split(",", -1)) {
				hops.add(withoutPort(forParameter(element)));
			}
		}
		return hops;
	}

	private static String forParameter(String element) {
		for (String pair : element.split(";", -1)) {
			int equals = pair.indexOf('=');
			if (equals > 0 && "for".equals(pair.substring(0, equals).strip().toLowerCase(Locale.ROOT))) {
				String value = pair.substring(equals + 1).strip();
				boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
				return quoted ? value.substring(1, value.length() - 1) : value;
			}
		}
		return "";
	}

	private static String withoutPort(String node) {
		if (node.startsWith("[")) {
			int end = node.indexOf(']');
			return (end < 0) ? "" : node.substring(1, end);
		}
		int colon = node.indexOf(':');
		boolean oneColon = colon >= 0 && colon == node.lastIndexOf(':');
		return oneColon ? node.substring(0, colon) : node;
	}

}
