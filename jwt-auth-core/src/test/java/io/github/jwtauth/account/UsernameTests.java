package io.github.jwtauth.account;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class UsernameTests {

	@ParameterizedTest
	@ValueSource(strings = { "ada", "Ada.Lovelace", "a_d-a", "123", "..." })
	void plainNameIsAUsername(String text) {
		assertThat(Username.parse(text)).map(Username::value).contains(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ad", "ada@example.com", "ada lovelace", "ad\u00e4", "\u0430da", "ada\u0000",
			"ad\u0131", "ada\u200b", "a/b/c" })
	void anythingElseIsNot(String text) { // decision 25
		assertThat(Username.parse(text)).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> new Username(text));
	}

	@Test
	void lengthIsLimited() {
		assertThat(Username.parse("a".repeat(64))).isPresent();
		assertThat(Username.parse("a".repeat(65))).isEmpty();
	}

	@Test
	void canonicalFormIsLowerCase() {
		assertThat(new Username("Ada.L").canonical()).isEqualTo("ada.l");
		assertThat(Username.parse("  Ada ")).contains(new Username("Ada"));
	}

}
