package io.github.jwtauth.token;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class KeyRotationSettingsTests {

	@Test
	void retirementOutlastsTheLastTokenOfAKey() {
		assertThat(KeyRotationSettings.every(SigningAlgorithm.ES256, Duration.ofDays(90), Duration.ofMinutes(15))
			.retirement()).isGreaterThan(Duration.ofMinutes(15).plusSeconds(60));
	}

	@Test
	void senselessRotationIsRefused() {
		Duration lifetime = Duration.ofMinutes(15);
		assertThat(KeyRotationSettings.every(SigningAlgorithm.ES256, Duration.ofDays(2), lifetime).retirement())
			.isEqualTo(Duration.ofMinutes(21));
		assertThatIllegalArgumentException().isThrownBy(
				() -> KeyRotationSettings.every(SigningAlgorithm.ES256, Duration.ofDays(2).minusSeconds(1), lifetime));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> KeyRotationSettings.every(SigningAlgorithm.ES256, Duration.ofDays(366), lifetime));
	}

}
