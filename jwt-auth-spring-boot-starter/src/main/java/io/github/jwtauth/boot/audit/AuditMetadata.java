package io.github.jwtauth.boot.audit;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.github.jwtauth.boot.http.StrictJson;
import org.jspecify.annotations.Nullable;

/**
 * Metadata as an object. What somebody else wrote there is shown as it is.
 */
final class AuditMetadata {

	private static final StrictJson JSON = new StrictJson();

	private AuditMetadata() {
	}

	static Map<String, String> read(@Nullable String text) {
		if (text == null) {
			return Map.of();
		}
		try {
			return JSON.readStrings(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (RuntimeException ex) {
			return Map.of("unreadable", text);
		}
	}

}
