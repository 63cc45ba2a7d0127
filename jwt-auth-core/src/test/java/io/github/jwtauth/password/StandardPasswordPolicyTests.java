package io.github.jwtauth.password;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.InvalidInputException.Fault;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.EmailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StandardPasswordPolicyTests {

	private final MovableClock clock = MovableClock.atNoon();

	private final List<AuthEvent> events = new ArrayList<>();

	private final PasswordPolicy policy = policy(PasswordRules.defaults());

	@ParameterizedTest
	@ValueSource(strings = { "correct horse battery staple", "abcde fghij klmno pqrst", "twelve chars",
			"\u05e1\u05d9\u05e1\u05de\u05d0 \u05e1\u05d5\u05d3\u05d9\u05ea \u05e9\u05dc\u05d9",
			"nothing but small letters here" })
	void lengthIsEnough(String text) {
		assertThat(codes(this.policy, text)).isEmpty();
	}

	@Test
	void codePointsCountAndNotTheirParts() {
		assertThat(codes(this.policy, "\ud83e\udd84".repeat(12))).isEmpty();
		assertThat(codes(this.policy, "\ud83e\udd84".repeat(11))).containsExactly("password_too_short");
		assertThat(codes(this.policy, "\ud83e\udd84".repeat(128))).isEmpty();
		// composed and decomposed are the same eleven
		assertThat(codes(this.policy, "e\u0301xyzxyzxyzx")).containsExactly("password_too_short");
	}

	@Test
	void lengthHasTwoEnds() {
		assertThat(codes(this.policy, "x".repeat(5) + "yzwvut")).containsExactly("password_too_short");
		assertThat(codes(this.policy, "x y z w v u ")).isEmpty();
		assertThat(codes(this.policy, "xy ".repeat(42) + "zz")).isEmpty();
		assertThat(codes(this.policy, "xy ".repeat(43))).containsExactly("password_too_long");
		assertThat(this.policy.check(chosen("short one x")).get(0).message())
			.isEqualTo("A password has at least 12 characters.");
	}

	@Test
	void theFirstThreeThousandCommonPasswordsAreRefused() {
		List<String> long12 = CommonPasswords.entries().filter((entry) -> entry.length() >= 12).limit(3000).toList();
		assertThat(long12).hasSize(3000)
			.allSatisfy((entry) -> assertThat(codes(this.policy, entry)).contains("password_common"));
	}

	@Test
	void theListIsLongSortedAndOfUse() {
		List<String> entries = CommonPasswords.entries().toList();
		assertThat(entries).hasSizeGreaterThan(10_000)
			.isSorted()
			.doesNotHaveDuplicates()
			.allSatisfy((entry) -> assertThat(entry).matches("[!-~&&[^A-Z]]{8,}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "PasswordPassword", "passwordpassword2024", "passwordpassword!?!", "P@ssw0rdP@ssw0rd",
			"Pa$$w0rd2024!!", "1loveyouforever", "!loveyouforever", "football123456!", "qwertyuiop[]", "Passwort1234",
			"111111111111" })
	void commonPasswordsAreRecognisedInDisguise(String text) {
		assertThat(codes(this.policy, text)).contains("password_common");
	}

	@ParameterizedTest
	@ValueSource(strings = { "we say ALICE often", "at acme we trust", "my SMITHsonian", "the Lovelace engine",
			"here is augusta1815", "countess.ada was here", "shopfront for all" })
	void whatEverybodyKnowsOfTheOwnerIsRefused(String text) {
		PasswordPolicy context = policy(new PasswordRules(12, 128, Set.of(), List.of("Shopfront", "oh"), 5, false));
		NewPassword chosen = new NewPassword(password(text), "password", EmailAddress.of("Alice.Smith@mail.Acme.io"),
				"countess.ada", "Augusta", "Lovelace");
		assertThat(context.check(chosen)).extracting(Fault::code).containsExactly("password_contains_personal_data");
	}

	@Test
	void whatIsTooShortToMeanAnythingIsNot() {
		NewPassword chosen = new NewPassword(password("ohio is a fine place for a bob"), "password",
				EmailAddress.of("bob@oh.io"), "bob", "Ohi", null);
		assertThat(policy(new PasswordRules(12, 128, Set.of(), List.of("oh", "fin"), 5, false)).check(chosen))
			.isEmpty();
	}

	@Test
	void kindsOfCharactersAreDemandedOnRequest() {
		PasswordPolicy strict = policy(
				new PasswordRules(12, 128, Set.of(CharacterClass.values()), List.of(), 5, false));
		assertThat(codes(strict, "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9xyzxyzx"))
			.containsExactly("password_requires_upper", "password_requires_digit", "password_requires_special");
		assertThat(codes(strict, "ONLY UPPER CASE 1")).containsExactly("password_requires_lower");
		assertThat(codes(strict, "Some Words and 1")).isEmpty();
	}

	@Test
	void everythingThatIsWrongIsToldAtOnce() {
		PasswordPolicy strict = policy(
				new PasswordRules(12, 128, Set.of(CharacterClass.UPPER), List.of("sword"), 5, false));
		List<Fault> faults = strict.check(chosen("password"));
		assertThat(faults).extracting(Fault::code)
			.containsExactly("password_too_short", "password_common", "password_contains_personal_data",
					"password_requires_upper");
		assertThat(faults).extracting(Fault::field).containsOnly("new_password");
	}

	@Test
	void breachesAreAskedLast() {
		AtomicInteger asked = new AtomicInteger();
		PasswordPolicy breached = new StandardPasswordPolicy(PasswordRules.defaults(), (password) -> {
			asked.incrementAndGet();
			return BreachedPasswords.Answer.FOUND;
		}, this.events::add, this.clock);
		assertThat(codes(breached, "short")).containsExactly("password_too_short");
		assertThat(asked).hasValue(0);
		assertThat(codes(breached, "correct horse battery staple")).containsExactly("password_breached");
		assertThat(this.events).isEmpty();
	}

	@Test
	void aPasswordThatNobodyCanJudgeIsTakenAndTold() { // R-07, F-18
		PasswordPolicy unknown = new StandardPasswordPolicy(PasswordRules.defaults(),
				(password) -> BreachedPasswords.Answer.NOT_KNOWN, this.events::add, this.clock);
		assertThat(codes(unknown, "correct horse battery staple")).isEmpty();
		assertThat(this.events).containsExactly(new BreachCheckSkipped(this.clock.instant()));
		assertThat(this.events.get(0).accountId()).isNull();
	}

	@ParameterizedTest
	@MethodSource("wrongRules")
	void rulesHaveLimits(int min, int max, int history) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new PasswordRules(min, max, Set.of(), List.of(), history, false));
	}

	static Stream<Object[]> wrongRules() {
		return Stream.of(new Object[] { 7, 128, 5 }, new Object[] { 65, 128, 5 }, new Object[] { 12, 63, 5 },
				new Object[] { 12, 257, 5 }, new Object[] { 12, 128, -1 }, new Object[] { 12, 128, 25 });
	}

	private PasswordPolicy policy(PasswordRules rules) {
		return new StandardPasswordPolicy(rules, BreachedPasswords.UNASKED, this.events::add, this.clock);
	}

	private static List<String> codes(PasswordPolicy policy, String text) {
		return policy.check(chosen(text)).stream().map(Fault::code).toList();
	}

	private static NewPassword chosen(String text) {
		return new NewPassword(password(text), "new_password", null, null, null, null);
	}

	private static RawPassword password(String text) {
		return RawPassword.of(Secret.of(text), "new_password");
	}

}
