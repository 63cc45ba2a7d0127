package io.github.jwtauth.boot.userdetails;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FoldedIdentifierTests {

	@ParameterizedTest
	@ValueSource(strings = { "victim", "VICTIM", " victim ", "vic\u00adtim", "vic\u200btim", "v\u00edctim",
			"vi\u0301ctim", "v\u0131ctim", "V\u0130CTIM", "vic\u2060tim\ufe0f", "\uff56\uff49\uff43\uff54\uff49\uff4d",
			"vic\u3164tim", "vic\u0167im", "\ufeffvictim" })
	void everySpellingThatADirectoryTakesForOneNameIsOneText(String spelling) {
		assertThat(FoldedIdentifier.of(spelling)).isEqualTo("victim");
	}

	@Test
	void whatIsSpelledDifferentlyStaysApart() {
		assertThat(FoldedIdentifier.of("Ada  \u00a0Lovelace")).isEqualTo("ada lovelace");
		assertThat(FoldedIdentifier.of("Stra\u00dfe")).isEqualTo(FoldedIdentifier.of("STRASSE"));
		assertThat(FoldedIdentifier.of("\u00d8rsted")).isEqualTo("orsted");
		assertThat(FoldedIdentifier.of("a.b+c@example.com")).isEqualTo("a.b+c@example.com");
		assertThat(FoldedIdentifier.of("adalovelace")).isNotEqualTo(FoldedIdentifier.of("ada lovelace"));
		assertThat(FoldedIdentifier.of("\u200b")).isEmpty();
	}

}
