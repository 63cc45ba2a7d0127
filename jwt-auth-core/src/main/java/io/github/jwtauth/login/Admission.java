package io.github.jwtauth.login;

import java.util.Objects;

import io.github.jwtauth.account.KnownAccount;

/**
 * A login that every gate has let through: nothing else opens a session.
 *
 * @param first what was proven first
 * @param factor that the second factor was asked for, or need not be; only
 * {@link FactorGate} makes one
 */
record Admission(FirstFactor first, FactorGate.Passed factor) {

	Admission {
		Objects.requireNonNull(first, "first");
		Objects.requireNonNull(factor, "factor");
		if (!factor.isOf(first)) {
			throw new IllegalArgumentException("the second factor of somebody else");
		}
	}

	KnownAccount account() {
		return this.first.account();
	}

}
