package io.github.jwtauth.audit;

import java.time.Instant;
import java.util.Objects;

/**
 * Where the chain begins, since older records were removed, and where it ends.
 *
 * @param basePosition the last position that was removed; 0 at first
 * @param baseMac the MAC of the chain up to there
 * @param headPosition the last position
 * @param headMac the MAC of the chain up to there
 * @param secretId names the secret of the key that made the next MAC
 * @param mac over everything here
 * @param sealedAt when it was written
 */
public record ChainState(long basePosition, AuditMac baseMac, long headPosition, AuditMac headMac, int secretId,
		AuditMac mac, Instant sealedAt) {

	public ChainState {
		Objects.requireNonNull(baseMac, "baseMac");
		Objects.requireNonNull(headMac, "headMac");
		Objects.requireNonNull(mac, "mac");
		Objects.requireNonNull(sealedAt, "sealedAt");
	}

}
