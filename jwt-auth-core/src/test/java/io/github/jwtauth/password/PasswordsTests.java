package io.github.jwtauth.password;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.protection.HashingBulkhead;
import io.github.jwtauth.protection.HashingSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.NoOpPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class PasswordsTests {

	/** Weaker than ours, so that the tests are quick. */
	private final Spy argon2 = new Spy(new Argon2PasswordEncoder(16, 32, 1, 1024, 1));

	private final Spy bcrypt = new Spy(new BCryptPasswordEncoder(4));

	private final PasswordEncoder encoder = new DelegatingPasswordEncoder("argon2id", encoders());

	private final Passwords passwords = passwords(this.encoder);

	@Test
	void rightPasswordMatchesAndCostsOneHash() {
		Secret hash = this.passwords.encode(password("correct horse"));
		assertThat(hash.reveal()).startsWith("{argon2id}$argon2id$v=19$");
		assertThat(match("correct horse", hash, 1, 0)).isEqualTo(PasswordMatch.YES);
	}

	@Test
	void wrongPasswordCostsOneHash() {
		Secret hash = this.passwords.encode(password("correct horse"));
		assertThat(match("wrong horse", hash, 1, 0)).isEqualTo(PasswordMatch.NO);
	}

	@Test
	void missingAccountCostsOneHash() {
		assertThat(match("correct horse", null, 1, 0)).isEqualTo(PasswordMatch.NO);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "plain text", "{noop}correct horse", "{unknown}correct horse", "{}x", "{argon2id}",
			"{argon2id}rubbish", "{argon2id}$argon2id$v=19$m=1024,t=1,p=1$broken", "{argon2id", "$2a$04$abc" })
	void unreadableHashMatchesNothingAndCostsOneHash(String stored) {
		assertThat(match("correct horse", Secret.of(stored), 1, 0)).isEqualTo(PasswordMatch.NO);
		assertThat(match(stored.isEmpty() ? "x" : stored, Secret.of(stored), 1, 0)).isEqualTo(PasswordMatch.NO);
	}

	@Test
	void unreadableHashOfAnOlderAlgorithmCostsTheCurrentOne() {
		assertThat(match("correct horse", Secret.of("{bcrypt}rubbish"), 1, 1)).isEqualTo(PasswordMatch.NO);
	}

	@Test
	void hashOfAnOlderAlgorithmIsUpgraded() {
		Secret old = bcrypt("correct horse");
		PasswordMatch match = this.passwords.authenticate(password("correct horse"), old);
		assertThat(match.matches()).isTrue();
		Secret upgraded = match.upgradedHash().orElseThrow();
		assertThat(upgraded.reveal()).startsWith("{argon2id}");
		assertThat(this.passwords.authenticate(password("correct horse"), upgraded)).isEqualTo(PasswordMatch.YES);
	}

	@Test
	void hashWithOlderParametersIsUpgraded() {
		Secret old = Secret.of("{argon2id}" + new Argon2PasswordEncoder(16, 32, 1, 512, 1).encode("correct horse"));
		assertThat(this.passwords.authenticate(password("correct horse"), old).upgradedHash())
			.hasValueSatisfying((upgraded) -> assertThat(upgraded.reveal()).contains("m=1024,"));
	}

	@Test
	void wrongPasswordOfAnOlderAlgorithmIsNotToldByItsPrice() {
		assertThat(match("wrong horse", bcrypt("correct horse"), 1, 1)).isEqualTo(PasswordMatch.NO);
	}

	@Test
	void whatBcryptIgnoresIsNoPassword() {
		Secret old = bcrypt("a".repeat(72));
		assertThat(this.passwords.authenticate(password("a".repeat(72)), old).matches()).isTrue();
		assertThat(match("a".repeat(73), old, 1, 0)).isEqualTo(PasswordMatch.NO);
		assertThat(match("\u20ac".repeat(25), old, 1, 0)).isEqualTo(PasswordMatch.NO);
	}

	@Test
	void bcryptIsKnownUnderEveryName() {
		String hash = new BCryptPasswordEncoder(4).encode("a".repeat(72));
		Passwords renamed = passwords(
				new DelegatingPasswordEncoder("argon2id", Map.of("argon2id", this.argon2, "bcrypt-4", this.bcrypt)));
		Secret stored = Secret.of("{bcrypt-4}" + hash);
		assertThat(renamed.authenticate(password("a".repeat(72)), stored).matches()).isTrue();
		assertThat(renamed.authenticate(password("a".repeat(73)), stored)).isEqualTo(PasswordMatch.NO);
		Passwords plain = passwords(this.bcrypt);
		assertThat(plain.authenticate(password("a".repeat(72)), Secret.of(hash)).matches()).isTrue();
		assertThat(plain.authenticate(password("a".repeat(73)), Secret.of(hash))).isEqualTo(PasswordMatch.NO);
	}

	@Test
	void longPasswordMatchesWhereNothingIsIgnored() {
		Secret hash = this.passwords.encode(password("a".repeat(512)));
		assertThat(match("a".repeat(512), hash, 1, 0)).isEqualTo(PasswordMatch.YES);
		assertThat(match("a".repeat(511), hash, 1, 0)).isEqualTo(PasswordMatch.NO);
	}

	@Test
	void upgradeThatFailsDoesNotRefuseTheLogin() {
		Passwords bcryptFirst = passwords(new DelegatingPasswordEncoder("bcrypt", encoders()));
		Secret hash = this.passwords.encode(password("a".repeat(73)));
		assertThat(bcryptFirst.authenticate(password("a".repeat(73)), hash)).isEqualTo(PasswordMatch.YES);
	}

	@Test
	void sameCharactersFromAnotherKeyboardMatch() {
		Secret hash = this.passwords.encode(password("caf\u00e9 au lait"));
		assertThat(match("cafe\u0301 au lait", hash, 1, 0)).isEqualTo(PasswordMatch.YES);
	}

	@Test
	void heavyHashWaitsForAllItsPlaces() {
		HashingBulkhead bulkhead = new HashingBulkhead(new HashingSettings(2, 2, Duration.ZERO));
		Secret light = this.passwords.encode(password("correct horse"));
		Secret heavy = bcrypt("correct horse");
		Passwords weighed = new Passwords(this.encoder, bulkhead, RandomBytes.secure(),
				(stored) -> stored.equals(heavy) ? 2 : 1);
		assertThat(weighed.authenticate(password("correct horse"), heavy).matches()).isTrue();
		bulkhead.run(() -> {
			assertThat(weighed.authenticate(password("correct horse"), light).matches()).isTrue();
			assertThatExceptionOfType(AuthException.class)
				.isThrownBy(() -> weighed.authenticate(password("correct horse"), heavy))
				.returns(AuthErrorCode.BUSY, AuthException::code);
			return true;
		});
	}

	@Test
	void formerPasswordsAreComparedInOnePlace() {
		HashingBulkhead bulkhead = new HashingBulkhead(new HashingSettings(1, 0, Duration.ZERO));
		Passwords lonely = new Passwords(this.encoder, bulkhead, RandomBytes.secure());
		List<Secret> former = new ArrayList<>();
		for (int i = 0; i < 24; i++) {
			former.add(lonely.encode(password("former horse " + i)));
		}
		former.add(Secret.of("{unknown}rubbish"));
		this.argon2.comparisons.set(0);
		assertThat(lonely.matchesAny(password("another horse"), former)).isFalse();
		assertThat(this.argon2.comparisons).hasValue(24);
		assertThat(lonely.matchesAny(password("former horse 23"), former)).isTrue();
		assertThat(lonely.matchesAny(password("former horse 23"), List.of())).isFalse();
	}

	@Test
	void formerPasswordsOfAnOlderAlgorithmAreRecognised() {
		assertThat(this.passwords.matchesAny(password("correct horse"), List.of(bcrypt("correct horse")))).isTrue();
		assertThat(this.passwords.matchesAny(password("{noop}x"), List.of(Secret.of("{noop}x")))).isFalse();
	}

	@Test
	@SuppressWarnings("deprecation")
	void encoderThatHidesNothingIsRefused() {
		PasswordEncoder noop = NoOpPasswordEncoder.getInstance();
		assertThatIllegalStateException().isThrownBy(() -> passwords(noop));
		assertThatIllegalStateException()
			.isThrownBy(() -> passwords(new DelegatingPasswordEncoder("noop", Map.of("noop", noop))));
		assertThat(passwords(new DelegatingPasswordEncoder("bcrypt", Map.of("noop", noop, "bcrypt", this.bcrypt))))
			.isNotNull();
	}

	@Test
	void encoderThatReturnsNothingIsAMistake() {
		assertThatIllegalStateException().isThrownBy(() -> passwords(new PasswordEncoder() {
			@Override
			public @Nullable String encode(@Nullable CharSequence rawPassword) {
				return null;
			}

			@Override
			public boolean matches(@Nullable CharSequence rawPassword, @Nullable String encodedPassword) {
				return true;
			}
		}));
	}

	/** How often each algorithm really computed a hash during one comparison. */
	private PasswordMatch match(String typed, @Nullable Secret stored, int argon2Hashes, int bcryptCalls) {
		this.argon2.comparisons.set(0);
		this.bcrypt.comparisons.set(0);
		PasswordMatch match = this.passwords.authenticate(password(typed), stored);
		assertThat(this.argon2.comparisons).hasValue(argon2Hashes);
		assertThat(this.bcrypt.comparisons).hasValue(bcryptCalls);
		return match;
	}

	private Map<String, PasswordEncoder> encoders() {
		Map<String, PasswordEncoder> encoders = new HashMap<>();
		encoders.put("argon2id", this.argon2);
		encoders.put("bcrypt", this.bcrypt);
		return encoders;
	}

	private Secret bcrypt(String password) {
		return Secret.of("{bcrypt}" + new BCryptPasswordEncoder(4).encode(password));
	}

	private static Passwords passwords(PasswordEncoder encoder) {
		return new Passwords(encoder, new HashingBulkhead(new HashingSettings(2, 2, Duration.ofSeconds(10))),
				RandomBytes.secure());
	}

	private static RawPassword password(String text) {
		return RawPassword.of(Secret.of(text), "password");
	}

	private static final class Spy implements PasswordEncoder {

		private final PasswordEncoder encoder;

		private final AtomicInteger comparisons = new AtomicInteger();

		Spy(PasswordEncoder encoder) {
			this.encoder = encoder;
		}

		@Override
		public @Nullable String encode(@Nullable CharSequence rawPassword) {
			return this.encoder.encode(rawPassword);
		}

		@Override
		public boolean matches(@Nullable CharSequence rawPassword, @Nullable String encodedPassword) {
			this.comparisons.incrementAndGet();
			return this.encoder.matches(rawPassword, encodedPassword);
		}

		@Override
		public boolean upgradeEncoding(@Nullable String encodedPassword) {
			return this.encoder.upgradeEncoding(encodedPassword);
		}

	}

}
