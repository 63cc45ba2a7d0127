package io.github.jwtauth.boot.web;

import java.util.List;
import java.util.Optional;

import io.github.jwtauth.Device;
import io.github.jwtauth.DeviceType;
import io.github.jwtauth.boot.http.ClientAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

class RequestDeviceResolverTests {

	private final ClientAddress addresses = new ClientAddress(List.of());

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36|Chrome|Windows|DESKTOP
					Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0|Edge|Windows|DESKTOP
					Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15|Safari|macOS|DESKTOP
					Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 CriOS/140.0 Mobile/15E148 Safari/604.1|Chrome|iOS|MOBILE
					Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Safari/604.1|Safari|iPadOS|TABLET
					Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36|Chrome|Android|MOBILE
					Mozilla/5.0 (Linux; Android 15; SM-X910) AppleWebKit/537.36 SamsungBrowser/28.0 Chrome/130.0 Safari/537.36|Samsung Internet|Android|TABLET
					Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0|Firefox|Linux|DESKTOP
					curl/8.5.0|curl||UNKNOWN
					nonsense|||UNKNOWN
					""")
	void theHeaderNamesFamilies(String userAgent, String browser, String os, DeviceType type) {
		Device device = resolver(true).resolve(request(userAgent), null);
		assertThat(device.browser()).isEqualTo(browser);
		assertThat(device.os()).isEqualTo(os);
		assertThat(device.type()).isEqualTo(type);
		assertThat(device.userAgent()).isEqualTo(userAgent);
	}

	@Test
	void withoutAHeaderNothingIsKnown() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		assertThat(resolver(true).resolve(request, null).type()).isEqualTo(DeviceType.UNKNOWN);
	}

	@Test
	void theHeaderIsCutBeforeAnybodyLooksAtIt() {
		Device device = resolver(true).resolve(request("a".repeat(256) + "Firefox/140.0 Linux"), null);
		assertThat(device.userAgent()).isEqualTo("a".repeat(256));
		assertThat(device.browser()).isNull();
	}

	@Test
	void controlCharactersDoNotSurvive() {
		Device device = resolver(true).resolve(request("curl/8\r\n\u001b[31m\u2028x"), "Phone\r\nX-Evil: 1");
		assertThat(device.userAgent()).isEqualTo("curl/8[31mx");
		assertThat(device.name()).isEqualTo("PhoneX-Evil: 1");
	}

	@Test
	void aLocatorIsAskedForTheClientsAddress() {
		RequestDeviceResolver resolver = new RequestDeviceResolver(this.addresses, (address) -> {
			assertThat(address).isEqualTo("203.0.113.9");
			return Optional.of(new GeoLocator.Place("Lyon", "FR"));
		}, true);
		Device device = resolver.resolve(request("curl/8"), null);
		assertThat(device.city()).isEqualTo("Lyon");
		assertThat(device.country()).isEqualTo("FR");
	}

	@Test
	void withoutCollectingNeitherHeaderNorAddressIsKept() {
		Device device = resolver(false).resolve(request("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"), "Laptop");
		assertThat(device)
			.isEqualTo(new Device("Laptop", DeviceType.DESKTOP, "Firefox", "Linux", null, null, null, null));
	}

	private RequestDeviceResolver resolver(boolean collect) {
		return new RequestDeviceResolver(this.addresses, (address) -> Optional.empty(), collect);
	}

	private static MockHttpServletRequest request(String userAgent) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setRemoteAddr("203.0.113.9");
		request.addHeader("User-Agent", userAgent);
		return request;
	}

}
