package io.github.jwtauth.administration;

import java.time.Clock;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.token.KeyRemoval;
import io.github.jwtauth.token.SigningKeyRing;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator does when a signing key may be known: another one signs, and the
 * old one is removed, with everything that it has signed. Safe for use by many threads.
 */
public final class SigningKeyAdministration {

	private final @Nullable SigningKeyRing ring;

	private final AuthEventPublisher events;

	private final Transactions transactions;

	private final Clock clock;

	/**
	 * Wires the walk.
	 * @param ring the generated keys, or {@code null} where keys are the host's
	 * @param events learn of it
	 * @param transactions one for each change and its event
	 * @param clock the present
	 */
	public SigningKeyAdministration(@Nullable SigningKeyRing ring, AuthEventPublisher events, Transactions transactions,
			Clock clock) {
		this.ring = ring;
		this.events = events;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * Signs with a new key from now on.
	 * @throws AuthException with {@link AuthErrorCode#NOT_SUPPORTED} where keys are the
	 * host's
	 */
	public void rotate() {
		SigningKeyRing keys = ring();
		this.transactions.alone(() -> {
			String kid = keys.rotate();
			this.events.publish(new SigningKeyRotated(this.clock.instant(), kid));
			return kid;
		});
		keys.refresh();
	}

	/**
	 * Removes a key.
	 * @param kid which
	 * @throws AuthException with {@link AuthErrorCode#NOT_FOUND},
	 * {@link AuthErrorCode#KEY_IN_USE} for the one that signs, or
	 * {@link AuthErrorCode#NOT_SUPPORTED} where keys are the host's
	 */
	public void remove(String kid) {
		SigningKeyRing keys = ring();
		KeyRemoval removal = this.transactions.alone(() -> {
			KeyRemoval done = keys.remove(kid);
			if (done == KeyRemoval.REMOVED) {
				this.events.publish(new SigningKeyRemoved(this.clock.instant(), kid));
			}
			return done;
		});
		if (removal == KeyRemoval.UNKNOWN) {
			throw new AuthException(AuthErrorCode.NOT_FOUND, "There is no such key.");
		}
		if (removal == KeyRemoval.IN_USE) {
			throw new AuthException(AuthErrorCode.KEY_IN_USE, "Tokens are signed with this key: rotate first.");
		}
		keys.refresh();
	}

	private SigningKeyRing ring() {
		if (this.ring == null) {
			throw new AuthException(AuthErrorCode.NOT_SUPPORTED, "The keys of this application are kept elsewhere.");
		}
		return this.ring;
	}

}
