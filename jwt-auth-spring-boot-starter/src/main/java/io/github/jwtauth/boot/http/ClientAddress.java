package io.github.jwtauth.boot.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Where a request came from (decision 16): the address of the connection, unless that is
 * one of our proxies. Then their notes are read from the right, which is the only end
 * that a client cannot write, and the first hop that is not a proxy of ours counts.
 */
public final class ClientAddress {

	private static final String PROPERTY = "jwtauth.trusted-proxies";

	private static final int MOST_HOPS = 32;

	/** As wide as the widest private network, {@code fc00::/7}. */
	private static final int WIDEST_BITS = 7;

	private static final int IPV4_BYTES = 4;

	private final NetworkRanges trustedProxies;

	/**
	 * Reads the configuration.
	 * @param trustedProxies {@code jwtauth.trusted-proxies}
	 * @throws InvalidPropertyException when one is not a range of addresses, or one that
	 * strangers are in
	 */
	public ClientAddress(List<String> trustedProxies) {
		this.trustedProxies = new NetworkRanges(PROPERTY, trustedProxies);
		this.trustedProxies.widerThan(WIDEST_BITS).ifPresent((text) -> {
			throw new InvalidPropertyException(PROPERTY,
					"'" + text + "' is so wide that clients are proxies, too, and write the address that limits and"
							+ " lists of sessions go by",
					"name the addresses of your own proxies, for example 10.0.0.0/8");
		});
	}

	/**
	 * The address of a client.
	 * @param request the request
	 * @return in canonical form; the connection's own text when that is no address
	 */
	public String of(HttpServletRequest request) {
		return this.trustedProxies.isEmpty() ? read(request) : read(received(request));
	}

	/**
	 * Whether an address is that of a proxy. It then says nothing about who is calling:
	 * it is what is left when the notes of the proxies are missing, or cannot be believed
	 * because a client has spoilt them.
	 * @param address what {@link #of} said
	 * @return {@code false} also when it is no address
	 */
	public boolean isProxy(String address) {
		return this.trustedProxies.contains(address);
	}

	/**
	 * Whom limits count: whoever has one IPv6 address has all of its /64 (requirement
	 * What is no address shares one place, so that nobody gets a budget by being
	 * unreadable.
	 * @param address what {@link #of} said
	 * @return the address, its /64 in hex, or {@code unknown}
	 */
	public static String networkOf(String address) {
		return IpLiteral.parse(address).map((ip) -> {
			byte[] bytes = ip.getAddress();
			if (bytes.length == IPV4_BYTES) {
				return ip.getHostAddress();
			}
			return HexFormat.of().formatHex(bytes, 0, bytes.length / 2) + "/64";
		}).orElse("unknown");
	}

	private String read(HttpServletRequest request) {
		Optional<InetAddress> peer = IpLiteral.parse(withoutZone(request.getRemoteAddr()));
		if (peer.isEmpty()) {
			return request.getRemoteAddr();
		}
		InetAddress client = isTrusted(peer.get()) ? behind(peer.get(), request) : peer.get();
		return client.getHostAddress();
	}

	/**
	 * As the container received it. A filter may have put its own reading of the headers
	 * in front and taken them away; that of Spring's believes the end that clients write.
	 */
	private static HttpServletRequest received(HttpServletRequest request) {
		ServletRequest received = request;
		while (received instanceof ServletRequestWrapper wrapper) {
			received = wrapper.getRequest();
		}
		return (received instanceof HttpServletRequest http) ? http : request;
	}

	/**
	 * A proxy writes one of the two headers; the other is whatever the client sent. When
	 * both are there and disagree, neither is believed.
	 */
	private InetAddress behind(InetAddress peer, HttpServletRequest request) {
		List<String> forwarded = ForwardedHops.ofForwarded(values(request, "Forwarded"));
		List<String> forwardedFor = ForwardedHops.ofForwardedFor(values(request, "X-Forwarded-For"));
		if (forwarded.isEmpty()) {
			return walk(peer, forwardedFor);
		}
		InetAddress client = walk(peer, forwarded);
		return (forwardedFor.isEmpty() || walk(peer, forwardedFor).equals(client)) ? client : peer;
	}

	/** However long a client made the list: its own end is never reached. */
	private InetAddress walk(InetAddress peer, List<String> hops) {
		int most = Math.min(hops.size(), MOST_HOPS);
		List<String> nearestFirst = new ArrayList<>(hops.subList(hops.size() - most, hops.size()));
		Collections.reverse(nearestFirst);
		InetAddress farthest = peer;
		for (String hop : nearestFirst) {
			Optional<InetAddress> address = IpLiteral.parse(hop);
			if (address.isEmpty()) {
				return peer;
			}
			farthest = address.get();
			if (!isTrusted(farthest)) {
				return farthest;
			}
		}
		return (hops.size() > most) ? peer : farthest;
	}

	private boolean isTrusted(InetAddress address) {
		return this.trustedProxies.contains(address);
	}

	private static List<String> values(HttpServletRequest request, String header) {
		return Collections.list(request.getHeaders(header));
	}

	private static String withoutZone(String address) {
		int zone = address.indexOf('%');
		return (zone < 0) ? address : address.substring(0, zone);
	}

}
