package io.github.jwtauth.mfa;

import java.util.Objects;
import java.util.UUID;

/**
 * A recovery code as it is stored.
 *
 * @param id which
 * @param box a salted hash of the code, sealed and bound to its account
 */
public record StoredRecoveryCode(UUID id, byte[] box) {

	public StoredRecoveryCode {
		Objects.requireNonNull(id, "id");
		box = box.clone();
	}

	@Override
	public byte[] box() {
		return this.box.clone();
	}

	@Override
	public String toString() {
		return "StoredRecoveryCode[id=" + this.id + "]";
	}

}
