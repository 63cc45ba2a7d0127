package io.github.jwtauth.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.TestSecrets;
import io.github.jwtauth.audit.AuditFinding.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where a chain may be continued: an older row of it has a genuine MAC, and a secret that
 * is gone proves nothing.
 */
class AuditSealerTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private final MovableClock clock = new MovableClock(NOW);

	private final InMemoryTransactions transactions = new InMemoryTransactions();

	private final InMemoryAuditStore store = new InMemoryAuditStore(this.transactions);

	private final AuditMacs macs = new AuditMacs(TestSecrets.keys());

	private final AuditAnchor anchor = new AuditAnchor();

	private final AuditSealer sealer = sealer(this.macs, this.anchor);

	private final List<AuthEvent> events = new ArrayList<>();

	AuditSealerTests() {
		appendWith(this.macs, 5);
		this.sealer.seal();
	}

	@Test
	void anOlderEndIsNotContinuedSoNothingCoversTheGap() {
		ChainState before = this.store.find().orElseThrow();
		appendWith(this.macs, 3);
		this.sealer.seal();
		restore(before, 8);
		appendWith(this.macs, 3);
		assertThat(this.sealer.seal()).isZero();
		assertThat(this.sealer.seal()).isZero();
		assertThat(findings()).contains(new AuditFinding(Kind.RESTORED, 8, null));
	}

	@Test
	void anOlderEndThatARestartedNodeContinuedIsNoticedByTheOther() {
		ChainState before = this.store.find().orElseThrow();
		appendWith(this.macs, 3);
		this.sealer.seal();
		restore(before, 8);
		AuditAnchor forgotten = new AuditAnchor();
		appendWith(this.macs, 5);
		assertThat(sealer(this.macs, forgotten).seal()).isEqualTo(5);
		UUID eighth = id(8);
		appendWith(this.macs, 1);
		assertThat(this.sealer.seal()).isZero();
		assertThat(findings()).containsExactly(new AuditFinding(Kind.RESTORED, 8, eighth));
		assertThat(this.anchor.farthest().position()).isEqualTo(8);
	}

	@Test
	void theFirstLookRemembersTheEndOfTheChain() {
		AuditAnchor fresh = new AuditAnchor();
		assertThat(sealer(this.macs, fresh).hasWork()).isFalse();
		assertThat(fresh.farthest()).isEqualTo(this.anchor.farthest());
	}

	@Test
	void withoutItsSecretTheChainBeginsAnewAndSaysSoForGood() {
		AuditMacs others = new AuditMacs(SecretKeys.of(TestSecrets.SECOND, List.of()));
		AuditAnchor started = new AuditAnchor();
		AuditVerification verifying = new AuditVerification(this.store, others, started, this.events::add, this.clock);
		appendWith(others, 2);
		assertThat(sealer(others, started).seal()).isEqualTo(2);
		AuditReport report = verifying.verify();
		assertThat(report.verified()).isEqualTo(2);
		assertThat(report.findings()).hasSize(6).contains(new AuditFinding(Kind.RESTARTED, 5, null, NOW));
		assertThat(report.findings()).filteredOn((finding) -> finding.kind() == Kind.UNKNOWN_SECRET)
			.extracting(AuditFinding::position)
			.containsExactly(1L, 2L, 3L, 4L, 5L);

		this.store.remove(0, 5);
		appendWith(others, 1);
		assertThat(sealer(others, started).seal()).isEqualTo(1);
		assertThat(verifying.verify().findings()).containsExactly(new AuditFinding(Kind.RESTARTED, 5, null, NOW));
		assertThat(started.farthest().position()).isEqualTo(8);
		this.store.tamper(id(8), (row) -> null);
		assertThat(verifying.verify().findings()).contains(new AuditFinding(Kind.CUT, 8, null));
	}

	@Test
	void nobodyMakesARunningNodeBeginAnew() {
		writeUnknownSecret();
		appendWith(this.macs, 1);
		assertThat(this.sealer.seal()).isZero();
		assertThat(findings()).extracting(AuditFinding::kind).containsExactly(Kind.UNKNOWN_SECRET);
	}

	@Test
	void whoeverPretendsThatASecretIsGoneIsNotForgottenByARestart() {
		this.store.tamper(id(5), (row) -> null);
		writeUnknownSecret();
		appendWith(this.macs, 1);
		AuditAnchor restarted = new AuditAnchor();
		assertThat(sealer(this.macs, restarted).seal()).isOne();
		AuditVerification verifying = new AuditVerification(this.store, this.macs, restarted, this.events::add,
				this.clock);
		assertThat(verifying.verify().findings()).extracting(AuditFinding::kind)
			.containsExactly(Kind.RESTARTED, Kind.ADDED, Kind.ADDED, Kind.ADDED, Kind.ADDED);
		ChainState begun = this.store.find().orElseThrow();
		this.store.save(new ChainState(begun.basePosition(), new AuditMac(new byte[32]), begun.headPosition(),
				begun.headMac(), begun.secretId(), begun.mac(), begun.sealedAt()));
		assertThat(verifying.verify().findings()).extracting(AuditFinding::kind).contains(Kind.CHAIN_CHANGED);
	}

	private void writeUnknownSecret() {
		ChainState state = this.store.find().orElseThrow();
		this.store.save(new ChainState(state.basePosition(), state.baseMac(), state.headPosition(), state.headMac(),
				state.secretId() + 1, state.mac(), state.sealedAt()));
	}

	private AuditSealer sealer(AuditMacs with, AuditAnchor remembering) {
		return new AuditSealer(this.store, with, remembering, this.transactions, this.clock);
	}

	private void restore(ChainState before, long end) {
		for (long position = before.headPosition() + 1; position <= end; position++) {
			this.store.tamper(id(position), (row) -> null);
		}
		this.store.save(before);
	}

	private void appendWith(AuditMacs with, int count) {
		for (int number = 0; number < count; number++) {
			AuditRecord content = TestAudit.login(NOW.plusSeconds(number));
			this.store.append(content);
			this.store.tamper(content.id(),
					(row) -> new ChainedRecord(content, with.currentSecret(), with.of(content), 0, null));
		}
	}

	private List<AuditFinding> findings() {
		return new AuditVerification(this.store, this.macs, this.anchor, this.events::add, this.clock).verify()
			.findings();
	}

	private UUID id(long position) {
		return this.store.sealed(position - 1, position, 1).get(0).content().id();
	}

}
