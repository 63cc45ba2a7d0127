package io.github.jwtauth.boot.jose;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON object (RFC 8259), and nothing that two parsers could understand
 * differently: no duplicate names, no octets that are not UTF-8, no lone surrogates, no
 * numbers beyond {@code long} and {@code double} (J-70 to J-75). What it returns is what
 * is used; nothing is parsed a second time.
 */
final class TokenJson {

	private static final int MAX_DEPTH = 8;

	private static final int MAX_NUMBER_LENGTH = 32;

	/**
	 * Nothing that a token contains is remembered: names are neither interned nor kept.
	 */
	private static final JsonFactory FACTORY = JsonFactory.builder()
		.streamReadConstraints(
				StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).maxNumberLength(MAX_NUMBER_LENGTH).build())
		.disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
		.disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
		.build();

	private TokenJson() {
	}

	/**
	 * Reads a segment.
	 * @param octets the decoded segment
	 * @param segment its name, for the reason
	 * @return the members; numbers are {@code Long} or {@code Double}, everything nested
	 * is unmodifiable
	 * @throws InvalidAccessTokenException when it is anything but one strict object
	 */
	static Map<String, @Nullable Object> object(byte[] octets, String segment) {
		String text = new String(octets, StandardCharsets.UTF_8);
		// The decoder replaces what it cannot read; only the encoding of a text survives
		// the way there and back.
		if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), octets)) {
			throw new InvalidAccessTokenException(segment + " encoding");
		}
		boolean escapes = text.contains("\\u");
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				throw new InvalidAccessTokenException(segment + " JSON");
			}
			Map<String, @Nullable Object> members = members(parser, escapes);
			if (parser.nextToken() != null) {
				throw new InvalidAccessTokenException(segment + " JSON");
			}
			return members;
		}
		catch (JacksonException ex) {
			throw new InvalidAccessTokenException(segment + " JSON");
		}
	}

	private static Map<String, @Nullable Object> members(JsonParser parser, boolean escapes) {
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		while (parser.nextToken() != JsonToken.END_OBJECT) {
			String name = text(parser.currentName(), escapes);
			if (members.containsKey(name)) {
				throw new InvalidAccessTokenException("duplicate");
			}
			members.put(name, value(parser, parser.nextToken(), escapes));
		}
		return members;
	}

	private static @Nullable Object value(JsonParser parser, JsonToken token, boolean escapes) {
		return switch (token) {
			case START_OBJECT -> Collections.unmodifiableMap(members(parser, escapes));
			case START_ARRAY -> elements(parser, escapes);
			case VALUE_STRING -> text(parser.getString(), escapes);
			case VALUE_NUMBER_INT -> parser.getLongValue();
			case VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue());
			case VALUE_TRUE -> Boolean.TRUE;
			case VALUE_FALSE -> Boolean.FALSE;
			case VALUE_NULL -> null;
			default -> throw new InvalidAccessTokenException("JSON");
		};
	}

	private static List<@Nullable Object> elements(JsonParser parser, boolean escapes) {
		List<@Nullable Object> elements = new ArrayList<>();
		for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
			elements.add(value(parser, token, escapes));
		}
		return Collections.unmodifiableList(elements);
	}

	private static double finite(double number) {
		if (!Double.isFinite(number)) {
			throw new InvalidAccessTokenException("number");
		}
		return number;
	}

	/** Valid UTF-8 holds no lone surrogate, so only an escape can have made one. */
	private static String text(String text, boolean escapes) {
		if (escapes && text.codePoints().anyMatch((point) -> point >= 0xD800 && point <= 0xDFFF)) {
			throw new InvalidAccessTokenException("surrogate");
		}
		return text;
	}

}
