package io.github.jwtauth.boot.jpa.account;

import io.github.jwtauth.account.EmailAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CanonicalEmailTests {

	@ParameterizedTest
	@CsvSource({ "A.d.a@Gmail.com, ada@gmail.com", "ada+shop+x@gmail.com, ada@gmail.com",
			"a.da+x@googlemail.com, ada@gmail.com", "+x@gmail.com, +x@gmail.com",
			"a.da+x@example.com, a.da+x@example.com", "a.da@gmail.com.example, a.da@gmail.com.example",
			"a.da@mail.gmail.com, a.da@mail.gmail.com" })
	void onlyMailboxesOfGmailAreFolded(String given, String folded) { // decision 15,
																		//
		EmailAddress email = EmailAddress.of(given);
		assertThat(new CanonicalEmail(true).of(email)).isEqualTo(folded);
		assertThat(new CanonicalEmail(false).of(email)).isEqualTo(email.canonical());
		assertThat(AccountIdentifier.of(given, new CanonicalEmail(true))).map(AccountIdentifier::canonical)
			.as("what guesses are counted for, R-26")
			.contains(folded);
	}

}
