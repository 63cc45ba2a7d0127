package io.github.jwtauth.test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The vectors of RFC 6238 appendix B, of which an app shows the last six digits. */
class TotpCodesTests {

	/** The text 12345678901234567890. */
	private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

	private static TotpCodes at(long seconds) {
		return new TotpCodes(SECRET, Clock.fixed(Instant.ofEpochSecond(seconds), ZoneOffset.UTC));
	}

	@ParameterizedTest
	@CsvSource({ "59, 287082", "1111111109, 081804", "1111111111, 050471", "1234567890, 005924", "2000000000, 279037",
			"20000000000, 353130" })
	void codesAreThoseOfTheRfc(long seconds, String code) {
		assertThat(at(seconds).now()).isEqualTo(code);
	}

	@Test
	void secretsAreReadAsPeopleWriteThem() {
		TotpCodes written = new TotpCodes("gezd gnbv gy3t qojq gezd gnbv gy3t qojq==",
				Clock.fixed(Instant.ofEpochSecond(59), ZoneOffset.UTC));
		assertThat(written.now()).isEqualTo("287082");
		assertThatIllegalArgumentException().isThrownBy(() -> new TotpCodes("0189", Clock.systemUTC()));
	}

}
