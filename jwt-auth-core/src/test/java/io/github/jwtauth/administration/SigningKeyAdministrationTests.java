package io.github.jwtauth.administration;

import java.time.Duration;
import java.util.List;

import io.github.jwtauth.AtRestEncryption;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.TestEvents;
import io.github.jwtauth.TestSecrets;
import io.github.jwtauth.token.InMemorySigningKeyStore;
import io.github.jwtauth.token.KeyRotationSettings;
import io.github.jwtauth.token.SigningAlgorithm;
import io.github.jwtauth.token.SigningKey;
import io.github.jwtauth.token.SigningKeyRing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SigningKeyAdministrationTests {

	private final MovableClock clock = MovableClock.atNoon();

	private final InMemoryTransactions transactions = new InMemoryTransactions();

	private final TestEvents events = new TestEvents(this.transactions);

	private final InMemorySigningKeyStore store = new InMemorySigningKeyStore(this.transactions);

	private final SigningKeyRing ring = node();

	private final SigningKeyRing other = node();

	private final SigningKeyAdministration keys = new SigningKeyAdministration(this.ring, this.events,
			this.transactions, this.clock);

	@BeforeEach
	void start() {
		this.ring.start();
		this.other.start();
	}

	@Test
	void newKeySignsAtOnceAndTheOldOneStillVerifies() {
		String old = this.ring.active().kid();
		this.keys.rotate();
		String now = this.ring.active().kid();
		assertThat(now).isNotEqualTo(old);
		assertThat(kids(this.ring)).containsExactly(old, now);
		this.other.refresh();
		assertThat(this.other.active().kid()).isEqualTo(now);
		assertThat(this.events.of(SigningKeyRotated.class)).singleElement()
			.satisfies((event) -> assertThat(event.audit().metadata()).containsEntry("kid", now));
	}

	@Test
	void oldKeyIsRemovedAfterARotation() {
		String old = this.ring.active().kid();
		assertRefused(AuthErrorCode.KEY_IN_USE, old);
		this.keys.rotate();
		this.keys.remove(old);
		assertThat(kids(this.ring)).containsExactly(this.ring.active().kid());
		this.other.refresh();
		assertThat(kids(this.other)).isEqualTo(kids(this.ring));
		assertRefused(AuthErrorCode.NOT_FOUND, old);
		assertRefused(AuthErrorCode.NOT_FOUND, "' or '1'='1");
		assertThat(this.events.of(SigningKeyRemoved.class)).hasSize(1);
	}

	@Test
	void rotationOvertakesASuccessorThatWaits() {
		this.clock.advance(Duration.ofDays(89));
		this.ring.refresh();
		assertThat(kids(this.ring)).hasSize(2);
		String waiting = kids(this.ring).get(1);
		this.keys.rotate();
		assertThat(this.ring.active().kid()).isNotEqualTo(waiting).isEqualTo(kids(this.ring).get(2));
		this.clock.advance(Duration.ofDays(2));
		this.ring.refresh();
		this.ring.refresh();
		assertThat(kids(this.ring)).containsExactly(this.ring.active().kid());
		this.clock.advance(Duration.ofDays(86));
		this.ring.refresh();
		assertThat(kids(this.ring)).hasSize(1);
		this.clock.advance(Duration.ofDays(1));
		this.ring.refresh();
		assertThat(kids(this.ring)).hasSize(2);
	}

	@Test
	void keysOfTheHostAreNotOurs() {
		SigningKeyAdministration without = new SigningKeyAdministration(null, this.events, this.transactions,
				this.clock);
		assertThatExceptionOfType(AuthException.class).isThrownBy(without::rotate)
			.returns(AuthErrorCode.NOT_SUPPORTED, AuthException::code);
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> without.remove("any"))
			.returns(AuthErrorCode.NOT_SUPPORTED, AuthException::code);
	}

	private void assertRefused(AuthErrorCode code, String kid) {
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> this.keys.remove(kid))
			.returns(code, AuthException::code);
	}

	private static List<String> kids(SigningKeyRing node) {
		return node.published().stream().map(SigningKey::kid).toList();
	}

	private SigningKeyRing node() {
		return new SigningKeyRing(this.store, new AtRestEncryption(TestSecrets.keys(), RandomBytes.secure()),
				KeyRotationSettings.every(SigningAlgorithm.ES256, Duration.ofDays(90), Duration.ofMinutes(15)),
				RandomBytes.secure(), this.clock);
	}

}
