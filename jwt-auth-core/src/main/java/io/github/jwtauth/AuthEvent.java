package io.github.jwtauth;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Something happened. Events carry ids and devices, never a secret; they are published
 * inside the transaction that made the change, so that a listener's writes commit or
 * vanish with it.
 */
public interface AuthEvent {

	/**
	 * When it happened.
	 * @return an instant of the injected clock
	 */
	Instant at();

	/**
	 * Whose account it concerns.
	 * @return the account, or {@code null} when the caller is nobody we know
	 */
	@Nullable AccountId accountId();

}
