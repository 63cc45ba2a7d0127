package io.github.jwtauth.mfa;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Boxes that nobody has to open, with bytes in them that no character set has.
 */
final class TestBoxes {

	private static final int OTHER_SECRET = 0x80FF0001;

	private TestBoxes() {
	}

	static byte[] of(String content) {
		return of(OTHER_SECRET, content);
	}

	static byte[] of(int secretId, String content) {
		return ByteBuffer.allocate(64)
			.put(beginning(secretId))
			.put((byte) 0)
			.put((byte) 0xff)
			.put(content.getBytes(StandardCharsets.UTF_8))
			.array();
	}

	static byte[] beginning(int secretId) {
		return ByteBuffer.allocate(5).put((byte) 1).putInt(secretId).array();
	}

	static String text(byte[] box) {
		return HexFormat.of().formatHex(box);
	}

}
