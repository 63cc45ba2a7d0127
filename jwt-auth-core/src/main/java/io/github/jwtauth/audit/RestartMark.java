package io.github.jwtauth.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a chain begins with that was begun anew, in the place of the MAC of what was
 * before. The row of the chain is signed, so nobody takes the mark away; no MAC looks
 * like it.
 */
final class RestartMark {

	private static final byte[] TEXT = "jwt-auth chain restarted".getBytes(StandardCharsets.US_ASCII);

	private RestartMark() {
	}

	static AuditMac at(Instant when) {
		return new AuditMac(
				ByteBuffer.allocate(TEXT.length + Long.BYTES).put(TEXT).putLong(when.getEpochSecond()).array());
	}

	/** When the chain was begun anew, or empty when it was not. */
	static Optional<Instant> in(AuditMac base) {
		byte[] bytes = base.bytes();
		if (bytes.length != TEXT.length + Long.BYTES || !Arrays.equals(bytes, 0, TEXT.length, TEXT, 0, TEXT.length)) {
			return Optional.empty();
		}
		return Optional.of(Instant.ofEpochSecond(ByteBuffer.wrap(bytes).getLong(TEXT.length)));
	}

}
