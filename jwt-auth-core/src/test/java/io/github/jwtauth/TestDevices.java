package io.github.jwtauth;

/**
 * Devices to log in from.
 */
public final class TestDevices {

	private TestDevices() {
	}

	/**
	 * A browser on a desk, with every property set.
	 * @return the device
	 */
	public static Device laptop() {
		return new Device("Work laptop", DeviceType.DESKTOP, "Firefox", "Linux",
				"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "203.0.113.7", "Lyon", "FR");
	}

	/**
	 * The same browser at another address.
	 * @return the device
	 */
	public static Device laptopElsewhere() {
		Device laptop = laptop();
		return new Device(laptop.name(), laptop.type(), laptop.browser(), laptop.os(), laptop.userAgent(),
				"198.51.100.9", laptop.city(), laptop.country());
	}

	/**
	 * Another device, with a different user agent and without name or place.
	 * @return the device
	 */
	public static Device phone() {
		return new Device(null, DeviceType.MOBILE, "Safari", "iOS",
				"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15", "2001:db8::17", null,
				null);
	}

}
