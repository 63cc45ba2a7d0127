package io.github.jwtauth.mfa;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The second factor of an account.
 *
 * @param activatedAt since when it is asked for, or {@code null} when there is none
 * @param recoveryCodesLeft how many recovery codes are left
 */
public record FactorState(@Nullable Instant activatedAt, int recoveryCodesLeft) {

	/**
	 * Whether there is one.
	 * @return whether somebody who logs in is asked for it
	 */
	public boolean isEnabled() {
		return this.activatedAt != null;
	}

	/**
	 * In which ways it can be answered.
	 * @return words of the HTTP contract; none where there is no factor
	 */
	public List<String> methods() {
		if (!isEnabled()) {
			return List.of();
		}
		return (this.recoveryCodesLeft > 0) ? List.of("totp", "recovery_code") : List.of("totp");
	}

}
