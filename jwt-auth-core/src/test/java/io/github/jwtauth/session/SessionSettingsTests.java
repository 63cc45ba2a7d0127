package io.github.jwtauth.session;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SessionSettingsTests {

	private static final Duration DAY = Duration.ofDays(1);

	@Test
	void defaultsAreThoseOfTheProperties() { // decision 4
		assertThat(SessionSettings.defaults()).isEqualTo(new SessionSettings(Duration.ofDays(7), Duration.ofDays(14),
				Duration.ofDays(90), Duration.ofSeconds(30), 20, SessionLimitStrategy.EVICT_OLDEST));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 60 })
	void windowIsAtMostAMinute(int seconds) { // decision 3
		assertThat(settings(DAY, Duration.ofSeconds(seconds), 1)).isNotNull();
		assertThatIllegalArgumentException().isThrownBy(() -> settings(DAY, Duration.ofSeconds(61), 1));
		assertThatIllegalArgumentException().isThrownBy(() -> settings(DAY, Duration.ofMillis(-1), 1));
	}

	@Test
	void sessionLivesAtMostNinetyDays() {
		assertThat(settings(Duration.ofDays(90), Duration.ZERO, 1)).isNotNull();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> settings(Duration.ofDays(90).plusMillis(1), Duration.ZERO, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> settings(Duration.ZERO, Duration.ZERO, 1));
	}

	@Test
	void accountHasAtLeastOneSessionAndAtMostAHundred() {
		assertThat(settings(DAY, Duration.ZERO, 100)).isNotNull();
		assertThatIllegalArgumentException().isThrownBy(() -> settings(DAY, Duration.ZERO, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> settings(DAY, Duration.ZERO, 101));
	}

	@Test
	void reasonsAreSpelledAsInTheContract() {
		assertThat(SessionEndReason.values()).extracting(SessionEndReason::code)
			.containsExactlyInAnyOrder("logged_out", "revoked_by_user", "revoked_by_admin", "password_changed",
					"password_reset", "refresh_token_reuse", "evicted_by_newer_login", "account_disabled",
					"account_deleted", "email_change_undone", "idle_timeout", "absolute_timeout");
	}

	private static SessionSettings settings(Duration absolute, Duration window, int sessions) {
		return new SessionSettings(DAY, DAY, absolute, window, sessions, SessionLimitStrategy.REJECT);
	}

}
