package io.github.jwtauth;

import org.jspecify.annotations.Nullable;

/**
 * Where a request came from: what the user calls it, what it says of itself, where it
 * seems to be. A signal for people, never a gate (requirement R-52). Control characters
 * are removed and lengths capped, because all of it comes from the other side
 * (requirement R-96).
 *
 * @param name what the user calls it, at most 64 characters
 * @param type its shape
 * @param browser family of the browser
 * @param os family of the operating system
 * @param userAgent the header, at most 256 characters
 * @param ipAddress the address the request came from, as text
 * @param city city, when the host has a locator
 * @param country country, when the host has a locator
 */
public record Device(@Nullable String name, DeviceType type, @Nullable String browser, @Nullable String os,
		@Nullable String userAgent, @Nullable String ipAddress, @Nullable String city, @Nullable String country) {

	private static final Device UNKNOWN = new Device(null, DeviceType.UNKNOWN, null, null, null, null, null, null);

	private static final int NAME_CHARS = 64;

	private static final int USER_AGENT_CHARS = 256;

	public Device {
		name = clean(name, NAME_CHARS);
		browser = clean(browser, NAME_CHARS);
		os = clean(os, NAME_CHARS);
		userAgent = clean(userAgent, USER_AGENT_CHARS);
		ipAddress = clean(ipAddress, NAME_CHARS);
		city = clean(city, NAME_CHARS);
		country = clean(country, NAME_CHARS);
	}

	/**
	 * A device that nothing is known about.
	 * @return the unknown device
	 */
	public static Device unknown() {
		return UNKNOWN;
	}

	/**
	 * The same device under another name.
	 * @param newName what the user calls it from now on
	 * @return a copy
	 */
	public Device named(@Nullable String newName) {
		return new Device(newName, this.type, this.browser, this.os, this.userAgent, this.ipAddress, this.city,
				this.country);
	}

	/**
	 * Whether a request looks as if it came from the same place: same user agent and same
	 * address, and both known.
	 * @param other where another request came from
	 * @return whether they look the same, which proves nothing
	 */
	public boolean looksLike(Device other) {
		return this.userAgent != null && this.userAgent.equals(other.userAgent) && this.ipAddress != null
				&& this.ipAddress.equals(other.ipAddress);
	}

	private static @Nullable String clean(@Nullable String text, int length) {
		if (text == null) {
			return null;
		}
		String printable = text.codePoints()
			.filter((codePoint) -> !isControl(codePoint))
			.limit(length)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString()
			.strip();
		return printable.isEmpty() ? null : printable;
	}

	private static boolean isControl(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE ->
				true;
			default -> false;
		};
	}

}
