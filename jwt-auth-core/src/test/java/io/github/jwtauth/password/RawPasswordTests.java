package io.github.jwtauth.password;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RawPasswordTests {

	@Test
	void twoKeyboardsAgree() {
		assertThat(password("caf\u00e9 au lait")).isEqualTo(password("cafe\u0301 au lait"))
			.hasSameHashCodeAs(password("cafe\u0301 au lait"));
		assertThat(password("cafe\u0301").reveal()).isEqualTo("caf\u00e9");
	}

	@Test
	void nothingElseIsFolded() {
		assertThat(password("Secret")).isNotEqualTo(password("secret"));
		assertThat(password("secret ")).isNotEqualTo(password("secret"));
		assertThat(password(" secret").reveal()).isEqualTo(" secret");
		assertThat(password("\ufb01sh")).isNotEqualTo(password("fish"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\u0000b", "\n", "a\tb", "a\u007fb", "\ud800", "a\udc00b", "\ud800a" })
	void whatCannotBeTypedIsRefused(String text) {
		assertRefused(text, "password_unreadable");
	}

	@Test
	void emptyPasswordIsRefused() {
		assertRefused("", "required");
	}

	@Test
	void lengthIsLimitedInBytes() {
		assertThat(password("a".repeat(512)).utf8Length()).isEqualTo(512);
		assertRefused("a".repeat(513), "password_too_long");
		assertThat(password("\u20ac".repeat(170)).utf8Length()).isEqualTo(510);
		assertRefused("\u20ac".repeat(171), "password_too_long");
		assertThat(password("\ud83d\ude00".repeat(128)).utf8Length()).isEqualTo(512);
		assertRefused("\ud83d\ude00".repeat(129), "password_too_long");
	}

	@Test
	void lengthIsCheckedBeforeAnythingExpensive() {
		assertRefused("a" + "\u0301".repeat(500_000), "password_too_long");
		assertRefused("\ud800".repeat(1_000_000), "password_too_long");
	}

	@Test
	void passwordDoesNotPrint() {
		assertThat(password("hunter2")).hasToString("***");
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> password("hunter2\n"))
			.withMessageNotContaining("hunter2");
	}

	private static RawPassword password(String text) {
		return RawPassword.of(Secret.of(text), "new_password");
	}

	private static void assertRefused(String text, String code) {
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> password(text))
			.returns("new_password", InvalidInputException::field)
			.returns(code, InvalidInputException::fieldCode);
	}

	@Test
	void newPasswordIsRefusedByTheNameOfTheRule() {
		for (String text : new String[] { "a".repeat(513), "\u20ac".repeat(171), "a".repeat(1_000_000), "a\u0000b",
				"\ud800" }) {
			assertThatExceptionOfType(InvalidInputException.class)
				.isThrownBy(() -> RawPassword.ofNew(Secret.of(text), "new_password"))
				.returns(AuthErrorCode.PASSWORD_REFUSED, InvalidInputException::code)
				.satisfies((ex) -> assertThat(ex.fieldCode()).startsWith("password_"));
		}
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> RawPassword.ofNew(Secret.of(""), "new_password"))
			.returns(AuthErrorCode.VALIDATION, InvalidInputException::code);
	}

}
