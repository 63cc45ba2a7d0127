package io.github.jwtauth.account;

import java.util.Locale;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * One person, one identity (requirement R-102, attack X-51).
 */
class EmailAddressTests {

	@ParameterizedTest
	@CsvSource({ "ada@example.com, ada@example.com", "Ada@EXAMPLE.com, ada@example.com",
			"' ada@example.com ', ada@example.com", "ada+tag@example.com, ada+tag@example.com",
			"a.d.a@gmail.com, a.d.a@gmail.com", "o'neil@example.com, o'neil@example.com",
			"ada@b\u00fccher.example, ada@xn--bcher-kva.example", "ada@B\u00dcCHER.example, ada@xn--bcher-kva.example",
			"ada@xn--bcher-kva.example, ada@xn--bcher-kva.example", "ada@sub.example.co.uk, ada@sub.example.co.uk",
			"1@2.example, 1@2.example" })
	void addressHasOneCanonicalForm(String given, String canonical) {
		assertThat(EmailAddress.of(given).canonical()).isEqualTo(canonical);
	}

	@Test
	void mailGoesToTheFormThatWasGiven() {
		assertThat(EmailAddress.of(" Ada.Lovelace@Example.COM ").value()).isEqualTo("Ada.Lovelace@Example.COM");
	}

	@Test
	void addressesAreEqualByTheirCanonicalForm() {
		assertThat(EmailAddress.of("Ada@example.com")).isEqualTo(EmailAddress.of("ada@EXAMPLE.com"))
			.hasSameHashCodeAs(EmailAddress.of("ada@EXAMPLE.com"))
			.isNotEqualTo(EmailAddress.of("ada@example.org"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "@", "a", "a@", "@example.com", "a@b", "a@b@c.example", "a b@example.com",
			"a@exa mple.com", "a@example.com.", "a@.example.com", "a@example..com", "a@-example.com", "a@example-.com",
			"a@exam_ple.com", ".a@example.com", "a.@example.com", "a..b@example.com", "\"a\"@example.com",
			"a(comment)@example.com", "a@example.com(comment)", "a@[127.0.0.1]", "a@127.0.0.1", "a@[IPv6:::1]",
			"a@example.123", "a\u0000@example.com", "a@example.com\u0000", "a\r\nBcc: b@example.com",
			"a@example.com\r\nBcc: b@example.org", "Ada <ada@example.com>", "a@example.com,b@example.com",
			"a@example.com;b@example.com" })
	void whatIsNoPlainAddressIsRefused(String text) { // X-51
		assertThat(EmailAddress.parse(text)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "m\u0131ke@example.com", "\u212aate@example.com", "ad\u00e4@example.com",
			"\u0430da@example.com", "\uff41da@example.com", "ad\u200ba@example.com", "ad\u00ada@example.com",
			"a\u0301da@example.com", "ada@exampl\u212a.com", "ada@\uff45xample.com", "ada@example\uff0ecom",
			"ada@example\u3002com", "ada@exam\u200bple.com", "ada@exam\u00adple.com", "ada@exam\u200dple.com",
			"ada@exam\u2060ple.com", "ada@exam\ufe0fple.com", "ada@stra\u00dfe.example", "ada@\u03c3\u03c2.example",
			"ada@\u202eexample.com", "ada@example.com\u200b", "\ufeffada@example.com" })
	void whatCouldLookLikeAnotherAddressIsRefusedNotFolded(String text) { // X-51
		assertThat(EmailAddress.parse(text)).isEmpty();
	}

	@Test
	void homoglyphOfADomainIsAnotherAddress() { // X-51
		assertThat(EmailAddress.parse("ada@ex\u0430mple.com")).map(EmailAddress::canonical)
			.hasValueSatisfying((canonical) -> assertThat(canonical).startsWith("ada@xn--"));
	}

	@Test
	void turkishLocaleChangesNothing() {
		Locale before = Locale.getDefault();
		Locale.setDefault(Locale.forLanguageTag("tr-TR"));
		try {
			assertThat(EmailAddress.of("MIKE@EXAMPLI.COM").canonical()).isEqualTo("mike@exampli.com");
			assertThat(EmailAddress.of("ada@B\u00dcCHERI.example").canonical())
				.isEqualTo(EmailAddress.of("ada@b\u00fccheri.example").canonical());
			assertThat(new Username("MIKE").canonical()).isEqualTo("mike");
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@Test
	void lengthsAreLimited() {
		assertThat(EmailAddress.parse("a".repeat(64) + "@example.com")).isPresent();
		assertThat(EmailAddress.parse("a".repeat(65) + "@example.com")).isEmpty();
		String domain = ("d".repeat(60) + ".").repeat(3) + "example";
		assertThat(EmailAddress.parse("a".repeat(64 - 1) + "@" + domain)).isPresent();
		assertThat(EmailAddress.parse("a".repeat(64) + "@" + domain)).isEmpty();
		assertThat(EmailAddress.parse("a@" + "d".repeat(64) + ".example")).isEmpty();
		assertThat(EmailAddress.parse("a@" + "\u00fc".repeat(63) + ".example")).isEmpty();
		assertThat(EmailAddress.parse("a".repeat(1_000_000) + "@example.com")).isEmpty();
	}

	@Test
	void nothingThatIsTypedThrows() {
		for (int character = 0; character <= 0xffff; character++) {
			String text = "ad" + (char) character + "a@ex" + (char) character + "ample.com";
			EmailAddress.parse(text).ifPresent((email) -> assertThat(email.canonical()).isASCII());
			EmailAddress.parse("ada@x" + (char) character + ".com")
				.ifPresent((email) -> assertThat(email.canonical()).isASCII().matches("ada@[a-z0-9.-]+"));
		}
	}

	@Test
	void refusalNamesTheFieldAndDoesNotRepeatTheValue() {
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> EmailAddress.of("nonsense"))
			.returns(AuthErrorCode.VALIDATION, InvalidInputException::code)
			.returns("email", InvalidInputException::field)
			.returns("email_invalid", InvalidInputException::fieldCode)
			.withMessageNotContaining("nonsense");
	}

	@Test
	void addressDoesNotPrint() {
		assertThat(EmailAddress.of("ada@example.com").toString()).doesNotContain("ada");
	}

}
