package io.github.jwtauth.boot.web;

import java.util.List;

import io.github.jwtauth.DeviceType;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code User-Agent} header names, for people to recognise their devices by. A
 * plain search for well-known words in a fixed order: linear, and wrong guesses cost
 * nothing.
 *
 * @param browser family of the browser, or {@code null}
 * @param os family of the operating system, or {@code null}
 * @param type shape of the device
 */
record UserAgent(@Nullable String browser, @Nullable String os, DeviceType type) {

	/** Most browsers also call themselves Chrome or Safari, so those come last. */
	private static final List<Word> BROWSERS = List.of(new Word("Edg", "Edge"), new Word("OPR/", "Opera"),
			new Word("Vivaldi", "Vivaldi"), new Word("SamsungBrowser", "Samsung Internet"),
			new Word("Firefox/", "Firefox"), new Word("FxiOS", "Firefox"), new Word("CriOS", "Chrome"),
			new Word("Chrome/", "Chrome"), new Word("Safari/", "Safari"), new Word("curl/", "curl"),
			new Word("okhttp", "OkHttp"), new Word("PostmanRuntime", "Postman"));

	/** Android calls itself Linux, iPads call themselves Macs. */
	private static final List<Word> SYSTEMS = List.of(new Word("Windows", "Windows"), new Word("Android", "Android"),
			new Word("iPhone", "iOS"), new Word("iPad", "iPadOS"), new Word("iOS", "iOS"), new Word("CrOS", "ChromeOS"),
			new Word("Mac OS X", "macOS"), new Word("Linux", "Linux"));

	static UserAgent classify(@Nullable String header) {
		if (header == null || header.isBlank()) {
			return new UserAgent(null, null, DeviceType.UNKNOWN);
		}
		String os = find(SYSTEMS, header);
		return new UserAgent(find(BROWSERS, header), os, typeOf(header, os));
	}

	private static DeviceType typeOf(String header, @Nullable String os) {
		if (os == null) {
			return DeviceType.UNKNOWN;
		}
		return switch (os) {
			case "iOS" -> DeviceType.MOBILE;
			case "iPadOS" -> DeviceType.TABLET;
			case "Android" -> header.contains("Mobile") ? DeviceType.MOBILE : DeviceType.TABLET;
			default -> DeviceType.DESKTOP;
		};
	}

	private static @Nullable String find(List<Word> words, String header) {
		for (Word word : words) {
			if (header.contains(word.needle())) {
				return word.family();
			}
		}
		return null;
	}

	private record Word(String needle, String family) {

	}

}
