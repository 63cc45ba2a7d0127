package io.github.jwtauth.audit;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A MAC as it is stored. Any bytes: what stands in the database may have been written by
 * anybody.
 *
 * @param bytes 32 of them when it is one of ours
 */
public record AuditMac(byte[] bytes) {

	public AuditMac {
		Objects.requireNonNull(bytes, "bytes");
		bytes = bytes.clone();
	}

	@Override
	public byte[] bytes() {
		return this.bytes.clone();
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof AuditMac mac && MessageDigest.isEqual(this.bytes, mac.bytes);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bytes);
	}

	/** It tells nothing about the key, and an operator may keep it. */
	@Override
	public String toString() {
		return HexFormat.of().formatHex(this.bytes);
	}

}
