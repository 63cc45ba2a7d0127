package io.github.jwtauth.password;

import java.util.Optional;

import io.github.jwtauth.Secret;

/**
 * The outcome of a comparison.
 *
 * @param matches whether the password was right
 * @param upgradedHash what to store instead of the present hash, when that is out of date
 */
public record PasswordMatch(boolean matches, Optional<Secret> upgradedHash) {

	static final PasswordMatch NO = new PasswordMatch(false, Optional.empty());

	static final PasswordMatch YES = new PasswordMatch(true, Optional.empty());

	public PasswordMatch {
		if (!matches && upgradedHash.isPresent()) {
			throw new IllegalArgumentException("a wrong password is never stored");
		}
	}

	static PasswordMatch yesReplacing(Secret upgradedHash) {
		return new PasswordMatch(true, Optional.of(upgradedHash));
	}

}
