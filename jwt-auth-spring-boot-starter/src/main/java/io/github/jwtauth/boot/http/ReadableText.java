package io.github.jwtauth.boot.http;

import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * No text of a request may contain control characters, which databases and logs choke on,
 * nor halves of surrogate pairs, which encoders silently turn into question marks and so
 * make two different passwords equal (requirement R-05, attack X-57).
 */
final class ReadableText {

	private ReadableText() {
	}

	static void require(JsonNode object) {
		for (Map.Entry<String, JsonNode> member : object.properties()) {
			if (!isReadable(member.getKey())) {
				throw refused("body");
			}
			if (!isReadable(member.getValue())) {
				throw refused(member.getKey());
			}
		}
	}

	private static boolean isReadable(JsonNode node) {
		if (node.isString()) {
			return isReadable(node.stringValue());
		}
		return node.properties()
			.stream()
			.allMatch((member) -> isReadable(member.getKey()) && isReadable(member.getValue()))
				&& node.valueStream().allMatch(ReadableText::isReadable);
	}

	static boolean isReadable(String text) {
		return text.codePoints()
			.noneMatch((codePoint) -> codePoint < ' ' || codePoint == 0x7f
					|| (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE));
	}

	private static ProblemException refused(String field) {
		return new ProblemException(Problem.validation(
				List.of(new FieldError(field, "unreadable", "The text contains characters that are not allowed."))));
	}

}
