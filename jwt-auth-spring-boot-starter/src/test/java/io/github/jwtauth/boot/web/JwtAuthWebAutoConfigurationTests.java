package io.github.jwtauth.boot.web;

import java.util.Optional;

import io.github.jwtauth.Device;
import io.github.jwtauth.boot.TestStarter;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * What is kept of a device, by which property, and which steps a host may replace.
 */
class JwtAuthWebAutoConfigurationTests {

	private final WebApplicationContextRunner runner = TestStarter.runner();

	@Test
	void userAgentAndAddressAreKept() {
		this.runner.run((context) -> {
			Device device = resolve(context);
			assertThat(device.userAgent()).isEqualTo("Kiosk/7");
			assertThat(device.ipAddress()).isEqualTo("192.0.2.9");
			assertThat(device.city()).isNull();
			assertThat(device.name()).isEqualTo("hall");
		});
	}

	@Test
	void orNotWhenTheHostDoesNotWantThem() {
		this.runner.withPropertyValues("jwtauth.device.collect=false").run((context) -> {
			Device device = resolve(context);
			assertThat(device.userAgent()).isNull();
			assertThat(device.ipAddress()).isNull();
			assertThat(device.name()).isEqualTo("hall");
		});
	}

	@Test
	void aTrustedProxyTellsTheAddress() {
		this.runner.withPropertyValues("jwtauth.trusted-proxies=192.0.2.0/24")
			.run((context) -> assertThat(resolve(context).ipAddress()).isEqualTo("198.51.100.7"));
	}

	@Test
	void aLocatorOfTheHostIsAsked() {
		GeoLocator places = (ipAddress) -> Optional.of(new GeoLocator.Place(ipAddress, "Testland"));
		this.runner.withBean(GeoLocator.class, () -> places).run((context) -> {
			assertThat(context).hasSingleBean(GeoLocator.class);
			assertThat(resolve(context).city()).isEqualTo("192.0.2.9");
		});
	}

	@Test
	void theHostMayReplaceWholeSteps() {
		DeviceResolver devices = mock(DeviceResolver.class);
		RefreshTokenTransport transport = mock(RefreshTokenTransport.class);
		this.runner.withBean(DeviceResolver.class, () -> devices)
			.withBean(RefreshTokenTransport.class, () -> transport)
			.run((context) -> {
				assertThat(context.getBean(DeviceResolver.class)).isSameAs(devices);
				assertThat(context.getBean(RefreshTokenTransport.class)).isSameAs(transport);
			});
	}

	@Test
	void anApplicationWithoutAWebHasNoEndpoints() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(JwtAuthWebAutoConfiguration.class,
					JwtAuthArgumentResolverAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(LoginController.class)
				.doesNotHaveBean(AuthenticatedAccountMvcConfigurer.class));
	}

	private static Device resolve(ApplicationContext context) {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/auth/login");
		request.setRemoteAddr("192.0.2.9");
		request.addHeader("User-Agent", "Kiosk/7");
		request.addHeader("X-Forwarded-For", "198.51.100.7");
		return context.getBean(DeviceResolver.class).resolve(request, "hall");
	}

}
