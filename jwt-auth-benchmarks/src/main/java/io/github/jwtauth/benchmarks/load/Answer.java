package io.github.jwtauth.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * An answer as it arrives: as little of it is read as tells its end.
 *
 * @param status status code
 * @param text everything received
 */
record Answer(int status, String text) {

	private static final byte[] HEAD_END = { '\r', '\n', '\r', '\n' };

	private static final byte[] LAST_CHUNK = { '0', '\r', '\n', '\r', '\n' };

	/**
	 * Reads an answer.
	 * @param bytes what was received
	 * @param length how much of it
	 * @return the answer, or {@code null} while it is not complete
	 */
	static @Nullable Answer read(byte[] bytes, int length) {
		int head = indexOf(bytes, length, HEAD_END);
		if (head < 0) {
			return null;
		}
		int bodyStart = head + HEAD_END.length;
		String fields = new String(bytes, 0, head, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
		if (!isComplete(fields, bytes, bodyStart, length)) {
			return null;
		}
		int status = Integer.parseInt(fields.substring(9, 12));
		return new Answer(status, new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
	}

	/**
	 * A member of the body whose value is a text without escapes.
	 * @param name its name
	 * @return its value, or {@code null}
	 */
	@Nullable String member(String name) {
		int start = this.text.indexOf("\"" + name + "\":\"");
		if (start < 0) {
			return null;
		}
		int value = start + name.length() + 4;
		return this.text.substring(value, this.text.indexOf('"', value));
	}

	private static boolean isComplete(String fields, byte[] bytes, int bodyStart, int length) {
		int announced = fields.indexOf("\ncontent-length:");
		if (announced >= 0) {
			int end = fields.indexOf('\r', announced);
			String value = fields.substring(announced + 16, (end < 0) ? fields.length() : end);
			return length - bodyStart >= Integer.parseInt(value.strip());
		}
		return !fields.contains("\ntransfer-encoding: chunked") || endsWith(bytes, length, LAST_CHUNK);
	}

	private static boolean endsWith(byte[] bytes, int length, byte[] end) {
		for (int i = 0; i < end.length; i++) {
			if (length < end.length || bytes[length - end.length + i] != end[i]) {
				return false;
			}
		}
		return true;
	}

	private static int indexOf(byte[] bytes, int length, byte[] wanted) {
		for (int start = 0; start + wanted.length <= length; start++) {
			int i = 0;
			while (i < wanted.length && bytes[start + i] == wanted[i]) {
				i++;
			}
			if (i == wanted.length) {
				return start;
			}
		}
		return -1;
	}

}
