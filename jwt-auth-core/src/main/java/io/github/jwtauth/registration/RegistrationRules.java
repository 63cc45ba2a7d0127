package io.github.jwtauth.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.InvalidInputException.Fault;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.ExtraFields;
import io.github.jwtauth.account.PersonName;
import io.github.jwtauth.account.Username;
import io.github.jwtauth.password.NewPassword;
import io.github.jwtauth.password.PasswordPolicy;
import io.github.jwtauth.password.RawPassword;
import org.jspecify.annotations.Nullable;

/**
 * What a form must be like. Everything that is wrong is told at once, and none of it
 * depends on who has an account. Safe for use by many threads.
 */
public final class RegistrationRules {

	private static final Pattern LANGUAGE_TAG = Pattern.compile("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}");

	private static final int LANGUAGE_TAG_CHARS = 35;

	private final RegistrationSettings settings;

	private final ExtraFields declared;

	private final PasswordPolicy passwords;

	public RegistrationRules(RegistrationSettings settings, ExtraFields declared, PasswordPolicy passwords) {
		this.settings = settings;
		this.declared = declared;
		this.passwords = passwords;
	}

	/**
	 * Checks a form. Call it outside of transactions: the policy of passwords may take
	 * its time.
	 * @param form what arrived
	 * @return what it says
	 * @throws InvalidInputException with everything that is wrong
	 */
	Applicant check(RegistrationForm form) {
		List<Fault> faults = new ArrayList<>();
		EmailAddress email = read(faults, () -> EmailAddress.of(form.email()));
		String username = username(faults, form.username());
		String firstName = name(faults, "first_name", form.firstName());
		String lastName = name(faults, "last_name", form.lastName());
		RawPassword password = read(faults, () -> RawPassword.ofNew(form.password(), "password"));
		if (password != null) {
			faults.addAll(
					this.passwords.check(new NewPassword(password, "password", email, username, firstName, lastName)));
		}
		if (form.passwordConfirm() != null && !form.passwordConfirm().equals(form.password())) {
			faults.add(new Fault("password_confirm", "mismatch", "The two passwords are not the same."));
		}
		faults.addAll(this.settings.consents().missing(form.termsAccepted(), form.privacyPolicyAccepted()));
		faults.addAll(this.declared.check(form.extra()));
		if (email == null || password == null || !faults.isEmpty()) {
			throw new InvalidInputException(AuthErrorCode.VALIDATION, faults);
		}
		return new Applicant(email, password, username, firstName, lastName, form.termsAccepted(),
				form.privacyPolicyAccepted(), form.extra(), locale(form.locale()));
	}

	private static <T> @Nullable T read(List<Fault> faults, Supplier<T> reading) {
		try {
			return reading.get();
		}
		catch (InvalidInputException ex) {
			faults.addAll(ex.faults());
			return null;
		}
	}

	private static @Nullable String username(List<Fault> faults, @Nullable String text) {
		if (text == null || text.isBlank()) {
			return null;
		}
		String username = Username.parse(text).map(Username::value).orElse(null);
		if (username == null) {
			faults.add(new Fault("username", "username_invalid",
					"A username has 3 to 64 letters, digits, dots, underscores and hyphens."));
		}
		return username;
	}

	private static @Nullable String name(List<Fault> faults, String field, @Nullable String text) {
		String name = PersonName.strip(text);
		faults.addAll(PersonName.check(field, name));
		return name;
	}

	/** A wish, not a demand: what is no language tag is none. */
	private static @Nullable String locale(@Nullable String tag) {
		boolean wellFormed = tag != null && tag.length() <= LANGUAGE_TAG_CHARS && LANGUAGE_TAG.matcher(tag).matches();
		return wellFormed ? tag : null;
	}

}
