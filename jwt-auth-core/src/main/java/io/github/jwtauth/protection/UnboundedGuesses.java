package io.github.jwtauth.protection;

import java.time.Instant;
import java.util.Optional;

/**
 * Lets everybody guess.
 */
final class UnboundedGuesses implements LoginProtection, GuessDecision.Admitted {

	static final UnboundedGuesses INSTANCE = new UnboundedGuesses();

	private UnboundedGuesses() {
	}

	@Override
	public GuessDecision admit(PasswordGuess guess) {
		return this;
	}

	@Override
	public boolean unlock(ProtectedAccount account) {
		return false;
	}

	@Override
	public Optional<Instant> blockedUntil(ProtectedAccount account) {
		return Optional.empty();
	}

	@Override
	public void right() {
		// Nothing was counted.
	}

	@Override
	public Optional<Instant> wrong() {
		return Optional.empty();
	}

	@Override
	public void undecided() {
		// Nothing was counted.
	}

}
