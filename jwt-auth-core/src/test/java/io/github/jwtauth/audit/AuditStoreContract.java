package io.github.jwtauth.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.LongStream;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.TestSecrets;
import io.github.jwtauth.Transactions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What every store of the trail with a chain promises. Each test begins with an empty
 * trail.
 */
public abstract class AuditStoreContract {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");

	private final MovableClock clock = new MovableClock(NOW);

	private final List<AuthEvent> events = new ArrayList<>();

	private final AuditAnchor anchor = new AuditAnchor();

	private final AuditMacs macs = new AuditMacs(TestSecrets.keys());

	protected abstract AuditStore store();

	protected abstract AuditChain chain();

	protected abstract Transactions transactions();

	@Test
	void aRecordComesBackAsItWasWritten() {
		AuditRecord full = TestAudit.of(AuditEventType.LOGIN_SUCCEEDED, account(), NOW);
		AuditRecord bare = new AuditRecord(UUID.randomUUID(), NOW.minusSeconds(1), "LOGIN_FAILED", AuditRecord.FAILURE,
				null, "medium", null, null, null, null, null, null, null, "x".repeat(AuditRecord.METADATA_CHARS));
		store().append(full);
		store().append(bare);
		assertThat(store().find(everything()).items()).containsExactly(full, bare);
	}

	@Test
	void theNewestComeFirstInPagesWithATotal() {
		AccountId owner = account();
		List<AuditRecord> written = LongStream.range(0, 5)
			.mapToObj((second) -> TestAudit.of(AuditEventType.LOGGED_OUT, owner, NOW.plusSeconds(second)))
			.toList();
		store().appendAll(written);
		store().append(TestAudit.login(NOW));

		AuditPage page = store().find(new AuditQuery(owner, null, null, 1, 2));
		assertThat(page.items()).containsExactly(written.get(2), written.get(1));
		assertThat(page.total()).isEqualTo(5);
		assertThat(store().find(new AuditQuery(null, AuditEventType.LOGIN_SUCCEEDED, null, 0, 10)).total()).isOne();
		assertThat(store().find(new AuditQuery(owner, null, NOW.plusSeconds(3), 0, 10)).items())
			.containsExactly(written.get(4), written.get(3));
		assertThat(store().find(new AuditQuery(owner, null, null, 3, 2)).items()).isEmpty();
	}

	@Test
	void aRecordVanishesWithItsTransaction() {
		assertThatThrownBy(() -> transactions().alone(() -> {
			store().append(TestAudit.login(NOW));
			throw new IllegalStateException("undone");
		})).hasMessage("undone");
		assertThat(store().find(everything()).total()).isZero();
	}

	@Test
	void whatIsSealedIsAChainWithoutGaps() { // I10
		append(3);
		assertThat(chain().oldestUnsealed()).contains(NOW.truncatedTo(ChronoUnit.MICROS));
		assertThat(sealer().seal()).isEqualTo(3);
		assertThat(sealer().hasWork()).isFalse();
		append(2);
		assertThat(sealer().seal()).isEqualTo(2);
		assertThat(sealer().seal()).isZero();

		assertThat(chain().sealed(0, Long.MAX_VALUE, 10)).extracting(ChainedRecord::position)
			.containsExactly(1L, 2L, 3L, 4L, 5L);
		assertThat(chain().sealed(2, 4, 10)).extracting(ChainedRecord::position).containsExactly(3L, 4L);
		AuditReport report = verification().verify();
		assertThat(report.findings()).isEmpty();
		assertThat(report.verified()).isEqualTo(5);
	}

	@Test
	void recordsThatWaitAreVerifiedAsWell() {
		append(2);
		AuditReport report = verification().verify();
		assertThat(report.isIntact()).isTrue();
		assertThat(report.unsealed()).isEqualTo(2);
		assertThat(report.verified()).isZero();
	}

	@Test
	void anEmptyTrailIsIntact() {
		assertThat(verification().verify().isIntact()).isTrue();
		assertThat(sealer().seal()).isZero();
		assertThat(verification().verify().isIntact()).isTrue();
	}

	@Test
	void twoSealersAndTwentyWritersMakeOneChain() {
		AtomicInteger turn = new AtomicInteger();
		List<Integer> sealed = TestRace.of(22, () -> {
			int mine = turn.getAndIncrement();
			int count = 0;
			for (int round = 0; round < 5; round++) {
				if (mine < 2) {
					count += sealer().seal();
				}
				else {
					transactions().alone(() -> {
						store().append(TestAudit.login(NOW));
						return true;
					});
				}
			}
			return count;
		});
		int left = sealer().seal();
		assertThat(sealed.stream().mapToInt(Integer::intValue).sum() + left).isEqualTo(100);
		AuditReport report = verification().verify();
		assertThat(report.findings()).isEmpty();
		assertThat(report.verified()).isEqualTo(100);
	}

	@Test
	void whatIsTooOldGoesFromTheBeginningAndTheRestIsStillAChain() {
		append(5);
		sealer().seal();
		this.clock.advance(Duration.ofDays(300));
		append(5);
		sealer().seal();
		this.clock.advance(Duration.ofDays(101));

		assertThat(purge(3)).isEqualTo(3);
		assertThat(verification().verify().findings()).isEmpty();
		assertThat(purge(3)).isEqualTo(2);
		assertThat(purge(3)).isZero();
		AuditReport report = verification().verify();
		assertThat(report.findings()).isEmpty();
		assertThat(report.verified()).isEqualTo(5);
		append(1);
		sealer().seal();
		assertThat(verification().verify().verified()).isEqualTo(6);
	}

	@Test
	void whatWaitsIsNotRemovedHoweverOldItIs() {
		append(2);
		this.clock.advance(Duration.ofDays(1000));
		assertThat(purge(10)).isZero();
		assertThat(store().find(everything()).total()).isEqualTo(2);
	}

	@Test
	void aNewSecretGoesOnWithTheChain() {
		append(2);
		sealer().seal();
		AuditMacs swapped = new AuditMacs(SecretKeys.of(TestSecrets.SECOND, List.of(TestSecrets.FIRST)));
		AuditSealer next = new AuditSealer(chain(), swapped, this.anchor, transactions(), this.clock);
		append(1);
		assertThat(next.seal()).isEqualTo(1);
		assertThat(
				new AuditVerification(chain(), swapped, this.anchor, this.events::add, this.clock).verify().findings())
			.isEmpty();
	}

	private int purge(int limit) {
		return transactions().alone(() -> new AuditRetention(chain(), this.macs, AuditSettings.defaults(), this.clock)
			.remove(this.clock.instant(), limit));
	}

	private void append(int count) {
		for (int number = 0; number < count; number++) {
			store().append(TestAudit.login(this.clock.instant().plusMillis(number)));
		}
	}

	private AuditSealer sealer() {
		return new AuditSealer(chain(), this.macs, this.anchor, transactions(), Clock.systemUTC());
	}

	private AuditVerification verification() {
		return new AuditVerification(chain(), this.macs, this.anchor, this.events::add, this.clock);
	}

	private static AuditQuery everything() {
		return new AuditQuery(null, null, null, 0, 1000);
	}

	private static AccountId account() {
		return AccountId.random(RandomBytes.secure());
	}

}
