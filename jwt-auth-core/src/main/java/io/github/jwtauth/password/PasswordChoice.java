package io.github.jwtauth.password;

import java.util.List;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.InvalidInputException.Fault;
import io.github.jwtauth.Secret;

/**
 * The one door to a new password, whoever sets it: the policy is asked, then it is
 * encoded. Call it outside of transactions and without holding a connection: it is slow,
 * and may ask somebody over the network. Safe for use by many threads.
 */
public final class PasswordChoice {

	private final PasswordPolicy policy;

	private final Passwords passwords;

	public PasswordChoice(PasswordPolicy policy, Passwords passwords) {
		this.policy = policy;
		this.passwords = passwords;
	}

	/**
	 * Judges and encodes a password of an account that has none yet.
	 * @param chosen the password, and whose it is to be
	 * @return what to store
	 * @throws InvalidInputException with {@link AuthErrorCode#PASSWORD_REFUSED} and
	 * everything that is wrong with it
	 */
	public Secret accept(NewPassword chosen) {
		return accept(chosen, List.of());
	}

	/**
	 * The same for a password that must not be one of the former ones.
	 * @param chosen the password, and whose it is to be
	 * @param former hashes of those that it must not be
	 */
	Secret accept(NewPassword chosen, List<Secret> former) {
		this.passwords.requireRoom();
		List<Fault> faults = this.policy.check(chosen);
		if (!faults.isEmpty()) {
			throw new InvalidInputException(AuthErrorCode.PASSWORD_REFUSED, faults);
		}
		if (this.passwords.matchesAny(chosen.password(), former)) {
			throw refused(chosen.field(), "password_reused", "A password that was used before cannot be used again.");
		}
		return encode(chosen.password(), chosen.field());
	}

	/**
	 * Encodes a password that the policy has been asked about already, with whatever else
	 * was wrong with the request.
	 * @param accepted the password
	 * @param field the field of the request, named in refusals
	 * @return what to store
	 * @throws InvalidInputException with {@link AuthErrorCode#PASSWORD_REFUSED} when it
	 * is longer than what the encoder takes
	 */
	public Secret encode(RawPassword accepted, String field) {
		try {
			return this.passwords.encode(accepted);
		}
		catch (IllegalArgumentException ex) {
			// A host's bcrypt takes 72 bytes and throws (requirement R-04).
			throw refused(field, "password_too_long", "The password is longer than this application can store.");
		}
	}

	private static InvalidInputException refused(String field, String code, String message) {
		return new InvalidInputException(AuthErrorCode.PASSWORD_REFUSED, List.of(new Fault(field, code, message)));
	}

}
