package io.github.jwtauth.token;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Every method has the time it was proven (requirement R-18).
 */
class ProvenMethodsTests {

	private static final Instant LOGIN = Instant.parse("2030-03-01T12:00:00.5Z");

	private static final Instant LATER = LOGIN.plusSeconds(600);

	private final ProvenMethods both = ProvenMethods.at(List.of("pwd", "otp", "mfa"), LOGIN);

	@Test
	void methodsOfALoginAreOfOneTime() {
		assertThat(this.both.earlier()).isEmpty();
		assertThat(this.both.provenAt("pwd")).contains(LOGIN);
		assertThat(this.both.provenAt("otp")).contains(LOGIN);
		assertThat(this.both.provenAt("hwk")).isEmpty();
	}

	@Test
	void aPasswordMakesNoCodeYounger() {
		ProvenMethods again = this.both.with(List.of("pwd"), LATER);

		assertThat(again.amr()).containsExactly("pwd", "otp", "mfa");
		assertThat(again.authenticatedAt()).isEqualTo(LATER);
		assertThat(again.provenAt("pwd")).contains(LATER);
		assertThat(again.provenAt("otp")).contains(Instant.parse("2030-03-01T12:00:00Z"));
		assertThat(again.earlier()).containsOnlyKeys("otp", "mfa");
	}

	@Test
	void aNewMethodFollowsTheKnownOnes() {
		ProvenMethods more = ProvenMethods.at(List.of("pwd"), LOGIN).with(List.of("otp", "mfa"), LATER);

		assertThat(more.amr()).containsExactly("pwd", "otp", "mfa");
		assertThat(more.earlier()).containsOnlyKeys("pwd");
	}

	@Test
	void aMethodThatIsProvenAgainIsOfNow() {
		ProvenMethods twice = this.both.with(List.of("pwd"), LATER).with(List.of("otp"), LATER.plusSeconds(1));

		assertThat(twice.provenAt("otp")).contains(LATER.plusSeconds(1));
		assertThat(twice.earlier()).containsOnlyKeys("pwd", "mfa");
	}

	@Test
	void aClockThatIsBehindMakesNothingOlder() {
		ProvenMethods behind = this.both.with(List.of("pwd", "hwk"), LOGIN.minusSeconds(3));

		assertThat(behind.authenticatedAt()).isEqualTo(LOGIN);
		assertThat(behind.provenAt("pwd")).contains(LOGIN);
		assertThat(behind.earlier()).containsOnlyKeys("hwk");
	}

	@Test
	void nothingProvenChangesNothing() {
		assertThat(this.both.with(List.of(), LATER)).isEqualTo(this.both);
	}

	@Test
	void aTokenCountsInSecondsAndNothingGetsYounger() {
		ProvenMethods sameSecond = this.both.with(List.of("pwd"), LOGIN.plusMillis(300)).inWholeSeconds();

		assertThat(sameSecond.authenticatedAt()).isEqualTo(Instant.parse("2030-03-01T12:00:00Z"));
		assertThat(sameSecond.earlier()).isEmpty();
	}

	@Test
	void nothingIsProvenAfterTheLatestProof() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ProvenMethods(List.of("pwd"), LOGIN, Map.of("pwd", LATER)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ProvenMethods(List.of("pwd"), LATER, Map.of("otp", LOGIN)));
	}

}
