package io.github.jwtauth;

import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SecretKeysTests {

	private static final byte[] MESSAGE = { 1, 2, 3 };

	@Test
	void everyPurposeHasAKeyOfItsOwn() {
		Set<String> macs = new HashSet<>();
		for (KeyPurpose purpose : KeyPurpose.values()) {
			macs.add(HexFormat.of().formatHex(TestSecrets.keys().current(purpose).mac(MESSAGE)));
		}
		assertThat(macs).hasSize(KeyPurpose.values().length);
	}

	@Test
	void theCurrentSecretIsNamedFirst() {
		Secret current = Secret.of("kq8hO3YVbnU4cGxhpR7tSxW1eZfJ0dMiQy2LwNvAoTs");
		Secret previous = Secret.of("Zq8hO3YVbnU4cGxhpR7tSxW1eZfJ0dMiQy2LwNvAoTs");
		List<Integer> ids = SecretKeys.of(current, List.of(previous, current)).ids();
		assertThat(ids).containsExactly(SecretKeys.of(current, List.of()).ids().get(0),
				SecretKeys.of(previous, List.of()).ids().get(0));
	}

	/** A change would void every token and make every box unreadable. */
	@Test
	void derivationNeverChanges() {
		DerivedKey key = TestSecrets.keys().current(KeyPurpose.REFRESH_TOKEN);
		assertThat(HexFormat.of().toHexDigits(key.secretId())).isEqualTo("0af364cb");
		assertThat(HexFormat.of().formatHex(key.mac(MESSAGE)))
			.isEqualTo("1510aad3d2ac80e4092d7572c185c3c664d419de78965c5175f106dffc3e654c");
	}

	@Test
	void macIsOverThePartsAsIfTheyWereOne() {
		DerivedKey key = TestSecrets.keys().current(KeyPurpose.AUDIT_CHAIN);
		assertThat(key.mac(new byte[] { 1 }, new byte[] { 2, 3 })).isEqualTo(key.mac(MESSAGE)).hasSize(32);
	}

	@Test
	void currentSecretMakesAndAllVerify() { // decision 5
		SecretKeys before = SecretKeys.of(TestSecrets.FIRST, List.of());
		SecretKeys after = SecretKeys.of(TestSecrets.SECOND, List.of(TestSecrets.FIRST));
		for (KeyPurpose purpose : KeyPurpose.values()) {
			DerivedKey old = before.current(purpose);
			assertThat(after.current(purpose).secretId()).isNotEqualTo(old.secretId());
			assertThat(after.find(old.secretId(), purpose)).map((key) -> key.mac(MESSAGE))
				.hasValueSatisfying((mac) -> assertThat(mac).isEqualTo(old.mac(MESSAGE)));
			assertThat(before.find(after.current(purpose).secretId(), purpose)).isEmpty();
		}
	}

	@Test
	void secretMayBeAcceptedBeforeItIsCurrent() { // decision 5
		SecretKeys prepared = SecretKeys.of(TestSecrets.FIRST, List.of(TestSecrets.SECOND));
		DerivedKey next = SecretKeys.of(TestSecrets.SECOND, List.of()).current(KeyPurpose.REFRESH_TOKEN);
		assertThat(prepared.find(next.secretId(), KeyPurpose.REFRESH_TOKEN)).isPresent();
		assertThat(prepared.current(KeyPurpose.REFRESH_TOKEN).secretId()).isNotEqualTo(next.secretId());
	}

	@Test
	void secretThatIsGivenTwiceCountsOnce() {
		SecretKeys keys = SecretKeys.of(TestSecrets.FIRST, List.of(TestSecrets.FIRST, TestSecrets.SECOND));
		assertThat(keys.toString()).isEqualTo("SecretKeys[secrets=2]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "secret", "dGhlIGZpcnN0IHNlY3JldCBvZiBvdXIgdGVzdHMtLT",
			"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde",
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
			"changeme-changeme-changeme-changeme-changeme" })
	void weakSecretIsRefusedAndNotRepeated(String weak) {
		for (List<Secret> secrets : List.of(List.of(Secret.of(weak)), List.of(TestSecrets.FIRST, Secret.of(weak)))) {
			assertThatExceptionOfType(WeakSecretException.class)
				.isThrownBy(() -> SecretKeys.of(secrets.get(0), secrets.subList(1, secrets.size())))
				.withMessage("a secret needs at least 256 random bits: 43 characters of base64 or 64 of hex");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "dGhlIGZpcnN0IHNlY3JldCBvZiBvdXIgdGVzdHMtLTE",
			"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" })
	void secretOf256BitsIsAccepted(String strong) {
		SecretKeys keys = SecretKeys.of(Secret.of(strong), List.of());
		assertThat(keys.toString()).doesNotContain(strong);
	}

	@Test
	void keysDoNotPrint() {
		DerivedKey key = TestSecrets.keys().current(KeyPurpose.ENCRYPTION_AT_REST);
		String bytes = HexFormat.of().formatHex(key.aesKey().getEncoded());
		assertThat(key.toString()).doesNotContain(bytes, Arrays.toString(key.aesKey().getEncoded()));
		assertThat(key.toString()).isEqualTo("DerivedKey[secretId=" + Integer.toHexString(key.secretId()) + "]");
	}

}
