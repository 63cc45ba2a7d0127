package io.github.jwtauth.boot.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Ranges of addresses that somebody configured. Immutable.
 */
public final class NetworkRanges {

	private final List<String> texts;

	private final List<IpRange> ranges;

	/**
	 * Reads the configuration.
	 * @param property where it stands
	 * @param texts ranges in CIDR notation, or single addresses
	 * @throws InvalidPropertyException when one is not a range of addresses
	 */
	public NetworkRanges(String property, List<String> texts) {
		this.texts = List.copyOf(texts);
		this.ranges = texts.stream().map((text) -> range(property, text)).toList();
	}

	/**
	 * Whether an address is in one of them.
	 * @param address an address as text
	 * @return {@code false} also when it is no address
	 */
	public boolean contains(String address) {
		return !this.ranges.isEmpty() && IpLiteral.parse(address).filter(this::contains).isPresent();
	}

	/**
	 * Whether one of them leaves nobody out.
	 * @return whether every address of IPv4 or of IPv6 is in it
	 */
	public boolean isEverybody() {
		return this.ranges.stream().anyMatch((range) -> range.bits() == 0);
	}

	/**
	 * The first one that is wider than it may be.
	 * @param bits the length of the shortest prefix that is allowed
	 * @return as it was configured, or empty
	 */
	Optional<String> widerThan(int bits) {
		return IntStream.range(0, this.ranges.size())
			.filter((place) -> this.ranges.get(place).bits() < bits)
			.mapToObj(this.texts::get)
			.findFirst();
	}

	boolean isEmpty() {
		return this.ranges.isEmpty();
	}

	boolean contains(InetAddress address) {
		return this.ranges.stream().anyMatch((range) -> range.contains(address));
	}

	private static IpRange range(String property, String text) {
		return IpRange.parse(text.strip())
			.orElseThrow(() -> new InvalidPropertyException(property, "'" + text + "' is not a range of addresses",
					"write for example 10.0.0.0/8 or 2001:db8::/32"));
	}

}
