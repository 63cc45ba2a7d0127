package io.github.jwtauth;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AtRestEncryptionTests {

	private static final byte[] SEED = "a seed of a second factor".getBytes(StandardCharsets.UTF_8);

	private final AtRestEncryption encryption = new AtRestEncryption(TestSecrets.keys(), RandomBytes.secure());

	@Test
	void sealedBoxOpensAtItsPlace() {
		byte[] box = this.encryption.seal(SEED, "factor/1");
		assertThat(this.encryption.open(box, "factor/1")).isEqualTo(SEED);
		assertThat(new String(box, StandardCharsets.ISO_8859_1)).doesNotContain("seed");
	}

	@Test
	void emptyPlaintextIsAPlaintext() {
		assertThat(this.encryption.open(this.encryption.seal(new byte[0], "x"), "x")).isEmpty();
	}

	@Test
	void boxOpensNowhereElse() {
		byte[] ada = this.encryption.seal(SEED, "factor/ada");
		byte[] bob = this.encryption.seal("another seed".getBytes(StandardCharsets.UTF_8), "factor/bob");
		assertUnreadable(ada, "factor/bob");
		assertUnreadable(bob, "factor/ada");
		assertUnreadable(ada, "");
	}

	@Test
	void alteredBoxIsUnreadableWhicheverByteItIs() {
		byte[] box = this.encryption.seal(SEED, "factor/1");
		for (int i = 0; i < box.length; i++) {
			byte[] altered = box.clone();
			altered[i] ^= 1;
			assertUnreadable(altered, "factor/1");
		}
	}

	@Test
	void shortenedBoxIsUnreadable() {
		byte[] box = this.encryption.seal(SEED, "factor/1");
		for (int length = 0; length < box.length; length++) {
			assertUnreadable(Arrays.copyOf(box, length), "factor/1");
		}
		assertUnreadable(Arrays.copyOf(box, box.length + 1), "factor/1");
	}

	@Test
	void samePlaintextIsNeverSealedTheSameWayTwice() {
		assertThat(this.encryption.seal(SEED, "factor/1")).isNotEqualTo(this.encryption.seal(SEED, "factor/1"));
	}

	@Test
	void boxOfAPreviousSecretOpensAndIsOutdated() { // decision 5
		byte[] box = this.encryption.seal(SEED, "factor/1");
		AtRestEncryption later = new AtRestEncryption(SecretKeys.of(TestSecrets.SECOND, List.of(TestSecrets.FIRST)),
				RandomBytes.secure());
		assertThat(this.encryption.isOutdated(box)).isFalse();
		assertThat(later.isOutdated(box)).isTrue();
		assertThat(later.open(box, "factor/1")).isEqualTo(SEED);
		assertThat(later.isOutdated(later.seal(SEED, "factor/1"))).isFalse();
	}

	@Test
	void boxOfAnUnknownSecretIsUnreadableAndSaysWhere() {
		AtRestEncryption other = new AtRestEncryption(SecretKeys.of(TestSecrets.SECOND, List.of()),
				RandomBytes.secure());
		byte[] box = other.seal(SEED, "factor/1");
		assertThatExceptionOfType(UnreadableBoxException.class).isThrownBy(() -> this.encryption.open(box, "factor/1"))
			.withMessage("no configured secret opens factor/1");
	}

	private void assertUnreadable(byte[] box, String place) {
		assertThatExceptionOfType(UnreadableBoxException.class).isThrownBy(() -> this.encryption.open(box, place));
	}

}
