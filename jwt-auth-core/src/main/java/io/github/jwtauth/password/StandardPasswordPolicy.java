package io.github.jwtauth.password;

import java.text.Normalizer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.InvalidInputException.Fault;
import io.github.jwtauth.account.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * The built-in rules: length, common passwords, personal data, characters where the host
 * demands them; and when all of that is well, whether the password was published. Safe
 * for use by many threads.
 */
public final class StandardPasswordPolicy implements PasswordPolicy {

	/** Shorter ones are in every second sentence. */
	private static final int SHORTEST_WORD = 4;

	private final PasswordRules rules;

	private final BreachedPasswords breached;

	private final AuthEventPublisher events;

	private final Clock clock;

	public StandardPasswordPolicy(PasswordRules rules, BreachedPasswords breached, AuthEventPublisher events,
			Clock clock) {
		this.rules = rules;
		this.breached = breached;
		this.events = events;
		this.clock = clock;
	}

	@Override
	public List<Fault> check(NewPassword chosen) {
		String text = chosen.password().reveal();
		List<Fault> faults = new ArrayList<>();
		checkLength(chosen, faults);
		if (CommonPasswords.contains(text)) {
			faults.add(fault(chosen, "common", "This password is one of those that everybody tries first."));
		}
		if (words(chosen).anyMatch(fold(text)::contains)) {
			faults.add(fault(chosen, "contains_personal_data",
					"A password must not contain your name, your address or the name of the application."));
		}
		this.rules.required()
			.stream()
			.filter((required) -> !required.isIn(text))
			.forEach((required) -> faults.add(fault(chosen, "requires_" + required.code(), required.message())));
		return faults.isEmpty() ? checkBreaches(chosen) : faults;
	}

	private void checkLength(NewPassword chosen, List<Fault> faults) {
		int length = chosen.password().codePoints();
		if (length < this.rules.minLength()) {
			faults
				.add(fault(chosen, "too_short", "A password has at least " + this.rules.minLength() + " characters."));
		}
		if (length > this.rules.maxLength()) {
			faults.add(fault(chosen, "too_long", "A password has at most " + this.rules.maxLength() + " characters."));
		}
	}

	private List<Fault> checkBreaches(NewPassword chosen) {
		return switch (this.breached.lookUp(chosen.password())) {
			case FOUND -> List.of(fault(chosen, "breached",
					"This password was published after a breach of some service. Choose another."));
			case NOT_FOUND -> List.of();
			case NOT_KNOWN -> {
				this.events.publish(new BreachCheckSkipped(this.clock.instant()));
				yield List.of();
			}
		};
	}

	private Stream<String> words(NewPassword chosen) {
		Stream<@Nullable String> own = Stream.of(chosen.username(), chosen.firstName(), chosen.lastName());
		return Stream.of(own.filter(Objects::nonNull), partsOf(chosen.email()), this.rules.contextWords().stream())
			.flatMap((words) -> words)
			.map(StandardPasswordPolicy::fold)
			.map(String::strip)
			.filter((word) -> word.codePointCount(0, word.length()) >= SHORTEST_WORD);
	}

	/** The local part, what it is made of, and every label of the domain but the last. */
	private static Stream<String> partsOf(@Nullable EmailAddress email) {
		if (email == null) {
			return Stream.of();
		}
		String[] halves = email.canonical().split("@", 2);
		String domain = halves[1].substring(0, halves[1].lastIndexOf('.'));
		return Stream.concat(Stream.of(halves[0]),
				Stream.concat(Stream.of(halves[0].split("[._+-]")), Stream.of(domain.split("\\."))));
	}

	private static Fault fault(NewPassword chosen, String code, String message) {
		return new Fault(chosen.field(), "password_" + code, message);
	}

	/** Upper case first: some letters have two forms in lower case. */
	private static String fold(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFC).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
	}

}
