package io.github.jwtauth.boot.mfa;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

import com.google.zxing.common.BitMatrix;

/**
 * Writes a PNG image of one bit per pixel (RFC 2083). Some lines of code in place of
 * {@code javax.imageio}: the desktop module is missing from small runtimes, and its
 * native libraries from most containers and from native images.
 */
final class BlackWhitePng {

	private static final byte[] SIGNATURE = { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

	private static final byte ONE_BIT = 1;

	private static final byte GREYSCALE = 0;

	private BlackWhitePng() {
	}

	/**
	 * Draws a matrix.
	 * @param matrix set bits are black
	 * @param scale pixels per bit, in both directions
	 * @return the file
	 */
	static byte[] write(BitMatrix matrix, int scale) {
		ByteArrayOutputStream file = new ByteArrayOutputStream();
		file.writeBytes(SIGNATURE);
		// Then compression, filter and interlace: the only methods there are, and none.
		chunk(file, "IHDR",
				ByteBuffer.allocate(13)
					.putInt(matrix.getWidth() * scale)
					.putInt(matrix.getHeight() * scale)
					.put(ONE_BIT)
					.put(GREYSCALE)
					.array());
		chunk(file, "IDAT", deflated(lines(matrix, scale)));
		chunk(file, "IEND", new byte[0]);
		return file.toByteArray();
	}

	/** Each line is one byte that says "not filtered", and its pixels; white is one. */
	private static byte[] lines(BitMatrix matrix, int scale) {
		int width = matrix.getWidth() * scale;
		byte[] line = new byte[1 + (width + Byte.SIZE - 1) / Byte.SIZE];
		ByteBuffer lines = ByteBuffer.allocate(line.length * matrix.getHeight() * scale);
		for (int y = 0; y < matrix.getHeight() * scale; y++) {
			Arrays.fill(line, (byte) 0);
			for (int x = 0; x < width; x++) {
				if (!matrix.get(x / scale, y / scale)) {
					line[1 + x / Byte.SIZE] |= (byte) (0x80 >> (x % Byte.SIZE));
				}
			}
			lines.put(line);
		}
		return lines.array();
	}

	private static byte[] deflated(byte[] bytes) {
		Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
		try {
			deflater.setInput(bytes);
			deflater.finish();
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			byte[] buffer = new byte[1024];
			while (!deflater.finished()) {
				out.write(buffer, 0, deflater.deflate(buffer));
			}
			return out.toByteArray();
		}
		finally {
			deflater.end();
		}
	}

	private static void chunk(ByteArrayOutputStream file, String type, byte[] content) {
		byte[] typed = ByteBuffer.allocate(4 + content.length)
			.put(type.getBytes(StandardCharsets.US_ASCII))
			.put(content)
			.array();
		CRC32 checksum = new CRC32();
		checksum.update(typed);
		file.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
		file.writeBytes(typed);
		file.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
	}

}
