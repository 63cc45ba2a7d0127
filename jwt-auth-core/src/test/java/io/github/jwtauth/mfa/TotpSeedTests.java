package io.github.jwtauth.mfa;

import java.nio.charset.StandardCharsets;

import io.github.jwtauth.RandomBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TotpSeedTests {

	private final TotpSeed published = TotpSeed.of("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

	/** The vectors have eight digits, of which ours are the last six. */
	@ParameterizedTest
	@CsvSource({ "59,94287082", "1111111109,07081804", "1111111111,14050471", "1234567890,89005924",
			"2000000000,69279037", "20000000000,65353130" })
	void codesAreThoseOfTheStandard(long seconds, String code) { // RFC 6238 appendix B
		assertThat(this.published.codeAt(seconds / TotpSeed.STEP_SECONDS).reveal()).isEqualTo(code.substring(2));
	}

	@Test
	void seedIsWrittenAsPeopleCanTypeIt() {
		assertThat(this.published.base32().reveal()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
	}

	@Test
	void seedsHave160RandomBitsAndDoNotPrint() {
		TotpSeed seed = TotpSeed.random(RandomBytes.secure());
		assertThat(seed.bytes()).hasSize(20).isNotEqualTo(TotpSeed.random(RandomBytes.secure()).bytes());
		assertThat(seed).hasToString("***");
	}

}
