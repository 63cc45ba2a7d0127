package io.github.jwtauth.login;

import java.time.Duration;
import java.util.List;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.TestSecrets;
import io.github.jwtauth.account.Subject;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceTokensTests {

	private static final Secret NEXT = Secret.of("q7Zr1xUuBv0cYk3tWm9dLh5sNf8pGa2eJiOoTyQwRzE");

	private static final Secret FIRST = Secret.of("Lx4Vb6Nm8Qw0Er2Ty4Ui6Op8As0Df2Gh4Jk6Lz8XcVb");

	private final MovableClock clock = MovableClock.atNoon();

	private final DeviceTokens tokens = with(TestSecrets.keys());

	private final Subject subject = new Subject(AccountId.random(RandomBytes.secure()), "1", 3);

	@Test
	void aDeviceIsRecognisedForHalfAYear() {
		Secret token = this.tokens.issue(this.subject);
		assertThat(token.reveal()).matches("jdt_[A-Za-z0-9_-]{80}");
		assertThat(this.tokens.issue(this.subject)).isNotEqualTo(token);
		this.clock.advance(Duration.ofDays(180).minusSeconds(1));
		assertThat(this.tokens.recognises(token, this.subject)).isTrue();
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.tokens.recognises(token, this.subject)).isFalse();
	}

	@Test
	void itIsBoundToTheAccountAndItsCredentials() {
		Secret token = this.tokens.issue(this.subject);
		assertThat(this.tokens.recognises(token, new Subject(AccountId.random(RandomBytes.secure()), "1", 3)))
			.isFalse();
		assertThat(this.tokens.recognises(token, new Subject(this.subject.id(), "1", 4))).isFalse();
	}

	@Test
	void everyOtherSpellingIsNobodys() {
		String token = this.tokens.issue(this.subject).reveal();
		for (int i = 0; i < token.length(); i++) {
			char other = (token.charAt(i) == 'A') ? 'B' : 'A';
			String altered = token.substring(0, i) + other + token.substring(i + 1);
			assertThat(this.tokens.recognises(Secret.of(altered), this.subject)).isFalse();
		}
		for (String strange : List.of("", "jdt_", token + "=", token + "A", token.substring(0, 83), " " + token,
				"jdt_" + "*".repeat(80))) {
			assertThat(this.tokens.recognises(Secret.of(strange), this.subject)).isFalse();
		}
	}

	@Test
	void theSecretCanBeReplaced() {
		Secret token = with(SecretKeys.of(FIRST, List.of())).issue(this.subject);
		assertThat(with(SecretKeys.of(NEXT, List.of(FIRST))).recognises(token, this.subject)).isTrue();
		assertThat(with(SecretKeys.of(NEXT, List.of())).recognises(token, this.subject)).isFalse();
	}

	private DeviceTokens with(SecretKeys keys) {
		return new DeviceTokens(keys, RandomBytes.secure(), this.clock);
	}

}
