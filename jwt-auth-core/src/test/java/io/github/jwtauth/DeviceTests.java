package io.github.jwtauth;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceTests {

	@Test
	void lengthsAreCappedInCodePoints() {
		String endless = "\ud83d\ude00".repeat(300);
		Device device = new Device(endless, DeviceType.UNKNOWN, endless, endless, endless, endless, endless, endless);
		assertThat(device.name()).isEqualTo("\ud83d\ude00".repeat(64));
		assertThat(device.userAgent()).isEqualTo("\ud83d\ude00".repeat(256));
		assertThat(device.country()).isEqualTo("\ud83d\ude00".repeat(64));
	}

	@Test
	void controlCharactersAreRemoved() {
		Device device = Device.unknown().named("a\u0000b\r\nc\u001b[31m\u202ed\u200be\ud800f\u2028g");
		assertThat(device.name()).isEqualTo("abc[31mdefg");
	}

	@Test
	void whatIsBlankIsUnknown() {
		assertThat(Device.unknown().named(" \t\n ").name()).isNull();
		assertThat(Device.unknown().named("").name()).isNull();
		assertThat(Device.unknown().named(null)).isEqualTo(Device.unknown());
	}

	@Test
	void renamedDeviceIsOtherwiseTheSame() {
		assertThat(TestDevices.laptop().named("x").named("Work laptop")).isEqualTo(TestDevices.laptop());
	}

}
