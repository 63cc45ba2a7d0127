package io.github.jwtauth.protection;

import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants a password compared. Whose budget it takes depends on how well we know
 * them, so that nobody can use up somebody else's.
 */
public sealed interface PasswordGuess {

	/**
	 * By somebody of whom nothing is known but what they typed.
	 *
	 * @param identifier in the form of {@code AccountStore.canonicalIdentifier}, whether
	 * or not somebody has it
	 * @param accountId whose it is; {@code null} where nobody has it and where nobody
	 * asked, see {@link LoginProtection#countsAccounts()}
	 */
	record ByStranger(String identifier, @Nullable AccountId accountId) implements PasswordGuess {

		public ByStranger {
			Objects.requireNonNull(identifier, "identifier");
		}

		/** What somebody types is personal data. */
		@Override
		public String toString() {
			return "ByStranger[***]";
		}

	}

	/**
	 * On a device that the owner has logged in on before.
	 *
	 * @param accountId whose it is
	 * @param device the token that it is recognised by
	 */
	record ByDevice(AccountId accountId, Secret device) implements PasswordGuess {

		public ByDevice {
			Objects.requireNonNull(accountId, "accountId");
			Objects.requireNonNull(device, "device");
		}

	}

	/**
	 * By somebody who is logged in.
	 *
	 * @param account whose session it is; a failure counts against strangers, too
	 * @param sessionId the session
	 */
	record InSession(ProtectedAccount account, SessionId sessionId) implements PasswordGuess {

		public InSession {
			Objects.requireNonNull(account, "account");
			Objects.requireNonNull(sessionId, "sessionId");
		}

	}

}
