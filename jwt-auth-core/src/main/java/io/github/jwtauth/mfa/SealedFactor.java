package io.github.jwtauth.mfa;

import java.util.Objects;
import java.util.UUID;

import io.github.jwtauth.AccountId;

/**
 * A box of a second factor, with what is needed to seal its content again.
 *
 * @param kind what is in it
 * @param owner whose
 * @param id which seed or code
 * @param box as it is stored
 */
public record SealedFactor(Kind kind, AccountId owner, UUID id, byte[] box) {

	public SealedFactor {
		Objects.requireNonNull(kind, "kind");
		Objects.requireNonNull(owner, "owner");
		Objects.requireNonNull(id, "id");
		box = box.clone();
	}

	@Override
	public byte[] box() {
		return this.box.clone();
	}

	/** Where it is kept, which it is bound to. */
	String place() {
		return (this.kind == Kind.TOTP) ? TotpFactors.place(this.owner) : RecoveryCodes.place(this.owner);
	}

	@Override
	public String toString() {
		return "SealedFactor[kind=" + this.kind + ", id=" + this.id + "]";
	}

	/**
	 * What is in a box.
	 */
	public enum Kind {

		/** The seed of an app. */
		TOTP,

		/** A recovery code. */
		RECOVERY_CODE

	}

}
