package io.github.jwtauth.boot.password;

import java.util.Map;

import io.github.jwtauth.Secret;
import io.github.jwtauth.password.HashWeight;

/**
 * What a comparison with a stored hash takes of the heap. Other systems use more memory
 * than we do: Django's Argon2 takes 100 MiB, Spring Security's later scrypt 64.
 */
final class HashMemory implements HashWeight {

	/** Never more than that for one hash, nor more than half of the heap. */
	static final long MAX_BYTES = Math.min(128L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 2);

	/** One place of the bulkhead, made for Argon2id with 19 MiB. */
	private static final long PLACE_BYTES = 20L * 1024 * 1024;

	private final Map<String, HashFormat> formats;

	HashMemory(Map<String, HashFormat> formats) {
		this.formats = Map.copyOf(formats);
	}

	@Override
	public int placesOf(Secret stored) {
		String text = stored.reveal();
		int end = text.indexOf('}');
		HashFormat format = (text.startsWith("{") && end > 0) ? this.formats.get(text.substring(1, end)) : null;
		return (format != null) ? placesOf(format, text.substring(end + 1)) : 1;
	}

	private static int placesOf(HashFormat format, String encoded) {
		try {
			long bytes = format.read(encoded).memoryBytes();
			return (int) Math.max(1, (bytes + PLACE_BYTES - 1) / PLACE_BYTES);
		}
		catch (IllegalArgumentException ex) {
			return 1;
		}
	}

}
