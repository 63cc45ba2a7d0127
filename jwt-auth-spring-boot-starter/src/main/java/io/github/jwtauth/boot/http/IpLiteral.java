package io.github.jwtauth.boot.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Reads addresses without ever asking a name server.
 */
final class IpLiteral {

	private static final int MAX_CHARS = 45;

	private IpLiteral() {
	}

	/**
	 * Reads one address; an IPv4 address that is mapped into IPv6 comes out as IPv4.
	 * @param text dotted quad or IPv6, without brackets and port
	 * @return the address, or empty
	 */
	static Optional<InetAddress> parse(String text) {
		if (text.length() > MAX_CHARS || !(isDottedQuad(text) || looksLikeIpv6(text))) {
			return Optional.empty();
		}
		try {
			return Optional.of(InetAddress.getByName(text));
		}
		catch (UnknownHostException ex) {
			return Optional.empty();
		}
	}

	private static boolean isDottedQuad(String text) {
		int dots = 0;
		int value = -1;
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character == '.') {
				if (value < 0) {
					return false;
				}
				dots++;
				value = -1;
			}
			else if (character >= '0' && character <= '9' && value != 0) {
				value = Math.max(value, 0) * 10 + character - '0';
			}
			else {
				return false;
			}
			if (value > 255) {
				return false;
			}
		}
		return dots == 3 && value >= 0;
	}

	/** With a colon in it the platform reads a literal or fails; it never resolves. */
	private static boolean looksLikeIpv6(String text) {
		return text.indexOf(':') >= 0 && text.chars()
			.allMatch((character) -> character == ':' || character == '.'
					|| Character.digit(character, 16) >= 0 && character < 0x80);
	}

}
