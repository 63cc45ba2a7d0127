package io.github.jwtauth.boot.http;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A range of addresses in CIDR notation.
 *
 * @param network first address
 * @param bits length of the prefix
 */
record IpRange(InetAddress network, int bits) {

	/**
	 * Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32} or a single address.
	 * @param text what somebody configured
	 * @return the range, or empty when it is not one
	 */
	static Optional<IpRange> parse(String text) {
		int slash = text.indexOf('/');
		String address = (slash < 0) ? text : text.substring(0, slash);
		return IpLiteral.parse(address).flatMap((network) -> {
			int most = network.getAddress().length * Byte.SIZE;
			int bits = (slash < 0) ? most : number(text.substring(slash + 1));
			return (bits >= 0 && bits <= most) ? Optional.of(new IpRange(network, bits)) : Optional.empty();
		});
	}

	boolean contains(InetAddress address) {
		byte[] ours = this.network.getAddress();
		byte[] theirs = address.getAddress();
		if (ours.length != theirs.length) {
			return false;
		}
		for (int bit = 0; bit < this.bits; bit++) {
			int mask = 0x80 >> (bit % Byte.SIZE);
			if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
				return false;
			}
		}
		return true;
	}

	private static int number(String text) {
		boolean digits = !text.isEmpty() && text.length() <= 3
				&& text.chars().allMatch((digit) -> digit >= '0' && digit <= '9');
		return digits ? Integer.parseInt(text) : -1;
	}

}
