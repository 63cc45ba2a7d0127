package io.github.jwtauth.mfa;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The authenticator app of an account as it is stored: at most one, and pending until a
 * code of it was seen (requirement R-72).
 *
 * @param seedId tells one seed from the one that replaces it
 * @param box the seed, sealed and bound to its account
 * @param lastStep the newest step whose code was used; its code and those before it are
 * used up (requirement R-67)
 * @param createdAt when it was set up
 * @param activatedAt since when it is asked for, or {@code null} while it is pending
 */
public record StoredTotp(UUID seedId, byte[] box, long lastStep, Instant createdAt, @Nullable Instant activatedAt) {

	public StoredTotp {
		Objects.requireNonNull(seedId, "seedId");
		Objects.requireNonNull(createdAt, "createdAt");
		box = box.clone();
	}

	@Override
	public byte[] box() {
		return this.box.clone();
	}

	/**
	 * Whether it is asked for.
	 * @return {@code false} while it is pending
	 */
	public boolean isActive() {
		return this.activatedAt != null;
	}

	@Override
	public String toString() {
		return "StoredTotp[seedId=" + this.seedId + ", activatedAt=" + this.activatedAt + "]";
	}

}
