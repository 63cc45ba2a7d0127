package io.github.jwtauth.boot.http;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Decision 16. */
class ClientAddressTests {

	private final ClientAddress behindProxies = new ClientAddress(List.of("10.0.0.0/8", "2001:db8:1::/48"));

	@Test
	void withoutTrustedProxiesTheConnectionCounts() {
		MockHttpServletRequest request = from("10.0.0.1");
		request.addHeader("X-Forwarded-For", "198.51.100.1");
		request.addHeader("Forwarded", "for=198.51.100.1");
		assertThat(new ClientAddress(List.of()).of(request)).isEqualTo("10.0.0.1");
	}

	@Test
	void somebodyWhoIsNoProxyIsNotBelieved() {
		MockHttpServletRequest request = from("203.0.113.5");
		request.addHeader("X-Forwarded-For", "198.51.100.1");
		assertThat(this.behindProxies.of(request)).isEqualTo("203.0.113.5");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			198.51.100.1                             | 198.51.100.1
			6.6.6.6, 198.51.100.1                    | 198.51.100.1
			6.6.6.6, 198.51.100.1, 10.1.1.1          | 198.51.100.1
			6.6.6.6, 10.2.2.2, 198.51.100.1,10.1.1.1 | 198.51.100.1
			10.9.9.9, 10.1.1.1                       | 10.9.9.9
			198.51.100.1:4711                        | 198.51.100.1
			[2001:db8:2::9]:4711                     | 2001:db8:2:0:0:0:0:9
			2001:db8:2::9, 2001:db8:1::1             | 2001:db8:2:0:0:0:0:9
			::ffff:198.51.100.1                      | 198.51.100.1
			''                                       | 10.0.0.1
			garbage                                  | 10.0.0.1
			198.51.100.1, garbage                    | 10.0.0.1
			198.51.100.1,                            | 10.0.0.1
			198.51.100.1, 10.1.1                     | 10.0.0.1
			198.51.100.256                           | 10.0.0.1
			0198.51.100.1                            | 10.0.0.1
			1.2.3.4.5                                | 10.0.0.1
			localhost                                | 10.0.0.1
			example.com                              | 10.0.0.1
			fe80::1%eth0                             | 10.0.0.1
			""")
	void theHeaderIsReadFromTheRight(String header, String expected) {
		MockHttpServletRequest request = from("10.0.0.1");
		request.addHeader("X-Forwarded-For", header);
		assertThat(this.behindProxies.of(request)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			for=198.51.100.1                                      | 198.51.100.1
			for=6.6.6.6, For="198.51.100.1:80";proto=https        | 198.51.100.1
			by=10.0.0.1;for="[2001:db8:2::9]:80"                  | 2001:db8:2:0:0:0:0:9
			for=198.51.100.1, for=10.1.1.1                        | 198.51.100.1
			for=unknown                                           | 10.0.0.1
			for=_hidden                                           | 10.0.0.1
			for=198.51.100.1, proto=https                         | 10.0.0.1
			for="198.51.100.1, for=6.6.6.6                        | 6.6.6.6
			""")
	void theStandardHeaderIsReadTheSameWay(String header, String expected) { // RFC 7239
		MockHttpServletRequest request = from("10.0.0.1");
		request.addHeader("Forwarded", header);
		assertThat(this.behindProxies.of(request)).isEqualTo(expected);
	}

	@Test
	void severalLinesAreOneList() {
		MockHttpServletRequest request = from("10.0.0.1");
		request.addHeader("X-Forwarded-For", "6.6.6.6");
		request.addHeader("X-Forwarded-For", "198.51.100.1");
		assertThat(this.behindProxies.of(request)).isEqualTo("198.51.100.1");
	}

	@Test
	void whenTheTwoHeadersDisagreeNeitherIsBelieved() {
		MockHttpServletRequest request = from("10.0.0.1");
		request.addHeader("Forwarded", "for=6.6.6.6");
		request.addHeader("X-Forwarded-For", "198.51.100.1");
		assertThat(this.behindProxies.of(request)).isEqualTo("10.0.0.1");
	}

	@Test
	void nobodyHidesBehindALongList() { // what the proxy appended counts
		MockHttpServletRequest request = from("10.0.0.1");
		request.addHeader("X-Forwarded-For", "10.6.6.6,".repeat(40) + "198.51.100.1");
		assertThat(this.behindProxies.of(request)).isEqualTo("198.51.100.1");
	}

	@Test
	void anAddressOfAProxyIsKnownAsOne() {
		assertThat(this.behindProxies.isProxy("10.0.0.1")).isTrue();
		assertThat(this.behindProxies.isProxy("198.51.100.1")).isFalse();
		assertThat(this.behindProxies.isProxy("nobody")).isFalse();
	}

	@Test
	void anEndlessListIsNotWalked() {
		MockHttpServletRequest request = from("10.0.0.1");
		request.addHeader("X-Forwarded-For", "198.51.100.1" + ",10.1.1.1".repeat(32));
		assertThat(this.behindProxies.of(request)).isEqualTo("10.0.0.1");
	}

	@Test
	void aMappedPeerIsTheSameAsItsIpv4Address() {
		MockHttpServletRequest request = from("::ffff:10.0.0.1");
		request.addHeader("X-Forwarded-For", "198.51.100.1");
		assertThat(this.behindProxies.of(request)).isEqualTo("198.51.100.1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "example.com", "10.0.0.0/8/8", "", "::/129" })
	void whatIsNoRangeStopsTheStart(String range) {
		assertThatExceptionOfType(InvalidPropertyException.class).isThrownBy(() -> new ClientAddress(List.of(range)))
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo("jwtauth.trusted-proxies"));
	}

	@ParameterizedTest
	@CsvSource({ "192.0.2.0/24,192.0.2.255,true", "192.0.2.0/24,192.0.3.0,false", "192.0.2.128/25,192.0.2.127,false",
			"0.0.0.0/0,8.8.8.8,true", "0.0.0.0/0,::1,false", "2001:db8::/33,2001:db8:7fff::1,true",
			"2001:db8::/33,2001:db8:8000::1,false", "192.0.2.1,192.0.2.1,true" })
	void rangesAreComparedBitByBit(String range, String address, boolean contained) {
		assertThat(IpRange.parse(range).orElseThrow().contains(IpLiteral.parse(address).orElseThrow()))
			.isEqualTo(contained);
	}

	@ParameterizedTest
	@CsvSource({ "192.0.2.1,192.0.2.1", "::ffff:192.0.2.1,192.0.2.1", "2001:db8:1:2:3:4:5:6,2001:db8:1:2::1",
			"2001:DB8:1:2::,2001:db8:1:2:ffff:ffff:ffff:ffff", "::1,::2" })
	void addressesOfOneNetworkAreCountedTogether(String one, String other) {
		assertThat(ClientAddress.networkOf(one)).isEqualTo(ClientAddress.networkOf(other));
	}

	@ParameterizedTest
	@CsvSource({ "192.0.2.1,192.0.2.2", "2001:db8:1:2::1,2001:db8:1:3::1", "2001:db8::1,192.0.2.1" })
	void addressesOfTwoNetworksAreNot(String one, String other) {
		assertThat(ClientAddress.networkOf(one)).isNotEqualTo(ClientAddress.networkOf(other));
	}

	@Test
	void whatIsNoAddressSharesOneBudget() { // never "no limit"
		assertThat(List.of("", "example.com", "1.2.3.4:80", "x".repeat(300), "unix:/run/sock", "fe80::1%eth0x"))
			.extracting(ClientAddress::networkOf)
			.containsOnly("unknown");
	}

	@Test
	void rangesOfOtherPropertiesAreNamedToo() {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> new NetworkRanges("jwtauth.rate-limit.allowed-networks", List.of("10.0.0.0/99")))
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo("jwtauth.rate-limit.allowed-networks"));
		NetworkRanges ranges = new NetworkRanges("any", List.of("10.0.0.0/8", "2001:db8::/32"));
		assertThat(ranges.contains("10.9.9.9")).isTrue();
		assertThat(ranges.contains("::ffff:10.9.9.9")).isTrue();
		assertThat(ranges.contains("11.0.0.1")).isFalse();
		assertThat(ranges.contains("10.9.9.9.example.com")).isFalse();
		assertThat(ranges.isEverybody()).isFalse();
		assertThat(new NetworkRanges("any", List.of("10.0.0.0/8", "0.0.0.0/0")).isEverybody()).isTrue();
	}

	private static MockHttpServletRequest from(String address) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setRemoteAddr(address);
		return request;
	}

}
