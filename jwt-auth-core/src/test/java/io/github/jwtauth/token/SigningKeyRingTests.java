package io.github.jwtauth.token;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.TestSecrets;
import io.github.jwtauth.UnreadableBoxException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Decision 6: keys follow each other by time, and nodes agree without a leader.
 */
class SigningKeyRingTests {

	private static final KeyRotationSettings SETTINGS = KeyRotationSettings.every(SigningAlgorithm.ES256,
			Duration.ofDays(90), Duration.ofMinutes(15));

	private final MovableClock clock = MovableClock.atNoon();

	private final InMemorySigningKeyStore store = new InMemorySigningKeyStore(new InMemoryTransactions());

	private final SigningKeyRing one = node(TestSecrets.FIRST);

	private final SigningKeyRing two = node(TestSecrets.FIRST);

	@Test
	void firstKeySignsAtOnce() {
		this.one.refresh();
		assertThat(this.one.active().sequence()).isEqualTo(1);
		assertThat(this.one.active().activeFrom()).isEqualTo(this.clock.instant());
		assertThat(this.one.published()).containsExactly(this.one.active());
	}

	@Test
	void nodesThatStartTogetherAgreeOnTheFirstKey() {
		List<SigningKeyRing> nodes = new ArrayList<>();
		TestRace.of(10, () -> {
			SigningKeyRing node = node(TestSecrets.FIRST);
			node.refresh();
			synchronized (nodes) {
				return nodes.add(node);
			}
		});
		assertThat(this.store.findAll()).hasSize(1);
		assertThat(nodes).extracting((node) -> node.active().kid())
			.containsOnly(this.store.findAll().get(0).kid())
			.hasSize(10);
	}

	@Test
	void keyPassesFromNextToActiveToRetiredToGone() {
		refreshBoth();
		String first = this.one.active().kid();
		Instant begun = this.clock.instant();
		moveTo(begun.plus(Duration.ofDays(89)).minusSeconds(1));
		assertPublished(1);
		moveTo(begun.plus(Duration.ofDays(89)));
		assertPublished(1, 2);
		assertActive(1);
		String second = this.one.published().get(1).kid();
		assertThat(this.one.published().get(1).activeFrom()).isEqualTo(begun.plus(Duration.ofDays(90)));
		moveTo(begun.plus(Duration.ofDays(90)).minusSeconds(1));
		assertActive(1);
		moveTo(begun.plus(Duration.ofDays(90)));
		assertActive(2);
		assertPublished(1, 2);
		moveTo(begun.plus(Duration.ofDays(90)).plus(SETTINGS.retirement()).minusSeconds(1));
		assertPublished(1, 2);
		moveTo(begun.plus(Duration.ofDays(90)).plus(SETTINGS.retirement()));
		assertPublished(2);
		assertThat(this.store.findAll()).extracting(StoredSigningKey::kid).containsExactly(second);
		assertThat(first).isNotEqualTo(second);
	}

	@Test
	void passageNeedsNoRefreshAtTheMomentItHappens() {
		refreshBoth();
		Instant begun = this.clock.instant();
		moveTo(begun.plus(Duration.ofDays(89)));
		this.clock.advance(Duration.ofDays(1).minusSeconds(1));
		assertActive(1);
		this.clock.advance(Duration.ofSeconds(1));
		assertActive(2);
		this.clock.advance(SETTINGS.retirement());
		assertPublished(2);
	}

	@Test
	void nodesPublishTheSameSuccessor() {
		refreshBoth();
		this.clock.advance(Duration.ofDays(89));
		TestRace.between(List.of(() -> {
			this.one.refresh();
			return true;
		}, () -> {
			this.two.refresh();
			return true;
		}));
		assertThat(this.store.findAll()).hasSize(2);
		refreshBoth();
		assertPublished(1, 2);
	}

	@Test
	void successorIsPublishedAheadAlsoAfterALongDowntime() {
		refreshBoth();
		this.clock.advance(Duration.ofDays(400));
		refreshBoth();
		assertActive(1);
		assertPublished(1, 2);
		assertThat(this.one.published().get(1).activeFrom())
			.isEqualTo(this.clock.instant().plus(SETTINGS.publishAhead()));
		this.clock.advance(SETTINGS.publishAhead());
		refreshBoth();
		assertActive(2);
	}

	@Test
	void everyNodeVerifiesWhatAnyNodeSigns() throws Exception {
		refreshBoth();
		for (int day = 0; day < 200; day += 7) {
			this.clock.advance(Duration.ofDays(7));
			this.one.refresh();
			SigningKey signing = this.one.active();
			this.two.refresh();
			SigningKey verifying = this.two.published()
				.stream()
				.filter((key) -> key.kid().equals(signing.kid()))
				.findFirst()
				.orElseThrow();
			assertThat(verifies(signing, verifying)).isTrue();
		}
	}

	@Test
	void unreadableKeyIsToldAndTheKeysReadBeforeStayInUse() { // decision 5
		this.one.refresh();
		SigningKeyRing stranger = node(TestSecrets.SECOND);
		assertThatExceptionOfType(UnreadableBoxException.class).isThrownBy(stranger::refresh)
			.withMessageContaining(this.one.active().kid());
		String kid = this.one.active().kid();
		this.store.reseal(kid, new byte[] { 1, 2, 3 });
		assertThatExceptionOfType(UnreadableBoxException.class).isThrownBy(this.one::refresh);
		assertThat(this.one.active().kid()).isEqualTo(kid);
	}

	@Test
	void unreadableKeyThatIsGoneIsNotMissed() {
		refreshBoth();
		moveTo(this.clock.instant().plus(Duration.ofDays(89)));
		this.store.reseal(this.one.active().kid(), new byte[] { 1, 2, 3 });
		this.clock.advance(Duration.ofDays(2));
		refreshBoth();
		assertPublished(2);
	}

	@Test
	void keyOfAnotherRowIsUnreadable() {
		refreshBoth();
		moveTo(this.clock.instant().plus(Duration.ofDays(89)));
		List<StoredSigningKey> keys = this.store.findAll();
		this.store.reseal(keys.get(0).kid(), keys.get(1).sealedPrivateKey());
		assertThatExceptionOfType(UnreadableBoxException.class).isThrownBy(this.one::refresh);
	}

	/** Whoever can write to the table still cannot sign. */
	@Test
	void publicKeyOfSomebodyElseIsNotTaken() {
		this.one.refresh();
		StoredSigningKey ours = this.store.findAll().get(0);
		KeyMaterial theirs = KeyMaterial.generate(SigningAlgorithm.ES256, RandomBytes.secure());
		this.store.delete(ours.kid());
		this.store.insertIfAbsent(new StoredSigningKey(ours.kid(), SigningAlgorithm.ES256, 1, theirs.publicOctets(),
				ours.sealedPrivateKey(), ours.createdAt(), ours.activeFrom()));
		assertThatIllegalStateException().isThrownBy(this.two::start).withMessageContaining("altered");
	}

	@Test
	void keyUnderAPreviousSecretIsSealedAgain() { // decision 5
		this.one.refresh();
		String kid = this.one.active().kid();
		SigningKeyRing swapped = node(TestSecrets.SECOND, TestSecrets.FIRST);
		swapped.refresh();
		assertThat(swapped.active().kid()).isEqualTo(kid);
		SigningKeyRing later = node(TestSecrets.SECOND);
		later.refresh();
		assertThat(later.active().kid()).isEqualTo(kid);
		assertThat(later.active().signing()).isEqualTo(this.one.active().signing());
	}

	@Test
	void keysDoNotPrint() {
		this.one.refresh();
		assertThat(this.one.active()).hasToString("SigningKey[kid=" + this.one.active().kid()
				+ ", algorithm=ES256, sequence=1, activeFrom=" + this.clock.instant() + "]");
		assertThat(this.store.findAll().get(0))
			.hasToString("StoredSigningKey[kid=" + this.one.active().kid() + ", algorithm=ES256, sequence=1]");
	}

	@Test
	void keyIsKnownByItsThumbprint() { // RFC 7638
		this.one.refresh();
		SigningKey key = this.one.active();
		assertThat(key.kid()).matches("[A-Za-z0-9_-]{43}").isEqualTo(Thumbprint.of((PublicKey) key.verification()));
	}

	private SigningKeyRing node(Secret current, Secret... previous) {
		AtRestEncryption encryption = new AtRestEncryption(SecretKeys.of(current, List.of(previous)),
				RandomBytes.secure());
		return new SigningKeyRing(this.store, encryption, SETTINGS, RandomBytes.secure(), this.clock);
	}

	private void refreshBoth() {
		this.one.refresh();
		this.two.refresh();
	}

	private void moveTo(Instant instant) {
		this.clock.advance(Duration.between(this.clock.instant(), instant));
		refreshBoth();
	}

	private void assertActive(int sequence) {
		assertThat(this.one.active().sequence()).isEqualTo(sequence);
		assertThat(this.two.active().kid()).isEqualTo(this.one.active().kid());
	}

	private void assertPublished(Integer... sequences) {
		assertThat(this.one.published()).extracting(SigningKey::sequence).containsExactly(sequences);
		assertThat(this.two.published()).extracting(SigningKey::kid)
			.containsExactlyElementsOf(this.one.published().stream().map(SigningKey::kid).toList());
	}

	private static boolean verifies(SigningKey signing, SigningKey verifying) throws Exception {
		Signature signature = Signature.getInstance("SHA256withECDSA");
		signature.initSign((PrivateKey) signing.signing());
		signature.update((byte) 1);
		byte[] signed = signature.sign();
		signature.initVerify((PublicKey) verifying.verification());
		signature.update((byte) 1);
		return signature.verify(signed);
	}

}
