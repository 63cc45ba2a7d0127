package io.github.jwtauth.audit;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A record with what proves that it is ours, as it was found.
 *
 * @param content what it tells
 * @param secretId names the secret of the keys
 * @param mac over the content
 * @param position its place in the chain, or 0 when it has none yet
 * @param chainMac the MAC of the chain up to here, or {@code null} likewise
 */
public record ChainedRecord(AuditRecord content, int secretId, AuditMac mac, long position,
		@Nullable AuditMac chainMac) {

	public ChainedRecord {
		Objects.requireNonNull(content, "content");
		Objects.requireNonNull(mac, "mac");
	}

}
