package io.github.jwtauth.protection;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one customer of a provider usually has: a /24 of IPv4, a /48 of IPv6. Text that is
 * no address has none, and no name is ever looked up.
 */
final class Neighbourhood {

	private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";

	private static final Pattern IPV4 = Pattern.compile("(?:" + OCTET + "\\.){3}" + OCTET);

	private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

	private static final int IPV4_BYTES = 4;

	private static final int IPV4_PREFIX = 3;

	private static final int IPV6_PREFIX = 6;

	private static final int IPV6_NETWORK = 8;

	private Neighbourhood() {
	}

	static Optional<String> of(String address) {
		return prefix(address, IPV4_PREFIX, IPV6_PREFIX);
	}

	/**
	 * What one customer has at least: an address of IPv4, a /64 of IPv6, as limits count.
	 */
	static Optional<String> ofOneCaller(String address) {
		return prefix(address, IPV4_BYTES, IPV6_NETWORK);
	}

	private static Optional<String> prefix(String address, int ofIpv4, int ofIpv6) {
		if (!IPV4.matcher(address).matches() && !IPV6.matcher(address).matches()) {
			return Optional.empty();
		}
		try {
			byte[] bytes = InetAddress.getByName(address).getAddress();
			int prefix = (bytes.length == IPV4_BYTES) ? ofIpv4 : ofIpv6;
			return Optional.of(HexFormat.of().formatHex(Arrays.copyOf(bytes, prefix)));
		}
		catch (UnknownHostException ex) {
			return Optional.empty();
		}
	}

}
