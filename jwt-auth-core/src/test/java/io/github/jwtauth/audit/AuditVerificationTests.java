package io.github.jwtauth.audit;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;

import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.SecretKeys;
import io.github.jwtauth.TestSecrets;
import io.github.jwtauth.audit.AuditFinding.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Everything that somebody can do who can write to the database and has no key (R-95,
 *
 */
class AuditVerificationTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private final MovableClock clock = new MovableClock(NOW);

	private final InMemoryTransactions transactions = new InMemoryTransactions();

	private final InMemoryAuditStore store = new InMemoryAuditStore(this.transactions);

	private final AuditMacs macs = new AuditMacs(TestSecrets.keys());

	private final AuditAnchor anchor = new AuditAnchor();

	private final AuditSealer sealer = new AuditSealer(this.store, this.macs, this.anchor, this.transactions,
			this.clock);

	private final List<AuthEvent> events = new ArrayList<>();

	private final AuditVerification verification = new AuditVerification(this.store, this.macs, this.anchor,
			this.events::add, this.clock);

	AuditVerificationTests() {
		append(5);
		this.sealer.seal();
	}

	@Test
	void aChangedRecordIsNamed() {
		UUID third = id(3);
		tamper(third, (row) -> new ChainedRecord(withReason(row.content()), row.secretId(), row.mac(), row.position(),
				row.chainMac()));
		assertThat(findings()).containsExactly(new AuditFinding(Kind.CHANGED, 3, third));
	}

	@Test
	void aDeletedRecordIsNamedByItsPlace() {
		tamper(id(2), (row) -> null);
		assertThat(findings()).containsExactly(new AuditFinding(Kind.DELETED, 2, null));
	}

	@Test
	void recordsThatChangedPlacesAreNamed() {
		UUID second = id(2);
		UUID third = id(3);
		tamper(second, (row) -> at(row, 3));
		tamper(third, (row) -> at(row, 2));
		assertThat(findings()).contains(new AuditFinding(Kind.MOVED, 2, third),
				new AuditFinding(Kind.MOVED, 3, second));
	}

	@Test
	void aMissingEndIsNamed() {
		tamper(id(5), (row) -> null);
		tamper(id(4), (row) -> null);
		assertThat(findings()).containsExactly(new AuditFinding(Kind.CUT, 4, null));
	}

	@Test
	void aRewrittenEndIsNamed() {
		ChainedRecord fourth = this.store.sealed(3, 4, 1).get(0);
		tamper(id(5), (row) -> null);
		ChainState state = this.store.find().orElseThrow();
		this.store.save(new ChainState(0, state.baseMac(), 4, Objects.requireNonNull(fourth.chainMac()),
				state.secretId(), state.mac(), state.sealedAt()));
		assertThat(findings()).extracting(AuditFinding::kind).contains(Kind.CHAIN_CHANGED);
	}

	@Test
	void aForgedRecordIsNamedSealedOrNot() {
		AuditRecord forged = TestAudit.login(NOW.plusSeconds(1));
		this.store.append(forged);
		tamper(forged.id(), (row) -> new ChainedRecord(forged, row.secretId(), new AuditMac(new byte[32]), 0, null));
		assertThat(findings()).containsExactly(new AuditFinding(Kind.CHANGED, 0, forged.id()));
		this.sealer.seal();
		assertThat(findings()).containsExactly(new AuditFinding(Kind.CHANGED, 6, forged.id()));
	}

	@Test
	void aRecordBehindTheEndIsNamed() {
		AuditRecord added = TestAudit.login(NOW);
		this.store.append(added);
		tamper(added.id(), (row) -> at(row, 6));
		assertThat(findings()).containsExactly(new AuditFinding(Kind.ADDED, 6, added.id()));
	}

	@Test
	void aCopyOfARecordIsNamed() {
		ChainedRecord first = this.store.sealed(0, 1, 1).get(0);
		AuditRecord content = first.content();
		AuditRecord copy = new AuditRecord(UUID.randomUUID(), content.occurredAt(), content.type(), content.outcome(),
				content.reason(), content.risk(), content.actor(), content.account(), content.session(),
				content.ipAddress(), content.userAgent(), content.device(), content.requestId(), content.metadata());
		this.store.append(copy);
		tamper(copy.id(), (row) -> new ChainedRecord(copy, first.secretId(), first.mac(), 0, null));
		assertThat(findings()).containsExactly(new AuditFinding(Kind.CHANGED, 0, copy.id()));
	}

	@Test
	void anOlderCopyOfEverythingIsNoticedByTheNodeThatSawMore() {
		ChainState before = this.store.find().orElseThrow();
		append(1);
		this.sealer.seal();
		tamper(id(6), (row) -> null);
		this.store.save(before);
		assertThat(findings()).containsExactly(new AuditFinding(Kind.RESTORED, 6, null));
	}

	@Test
	void aSecretThatIsGoneIsNotTakenForAForgery() {
		AuditMacs others = new AuditMacs(SecretKeys.of(TestSecrets.SECOND, List.of()));
		AuditReport report = new AuditVerification(this.store, others, new AuditAnchor(), this.events::add, this.clock)
			.verify();
		assertThat(report.findings()).extracting(AuditFinding::kind).containsOnly(Kind.UNKNOWN_SECRET);
	}

	@Test
	void aChangedChainIsNotContinuedAndNothingIsRemovedFromIt() {
		ChainState state = this.store.find().orElseThrow();
		this.store.save(new ChainState(0, state.baseMac(), 9, state.headMac(), state.secretId(), state.mac(),
				state.sealedAt()));
		append(1);
		assertThat(this.sealer.seal()).isZero();
		assertThat(new AuditRetention(this.store, this.macs, AuditSettings.defaults(), this.clock)
			.remove(NOW.plusSeconds(1_000_000_000), 100)).isZero();
	}

	@Test
	void whatWasChangedIsNotRemovedHoweverOld() {
		tamper(id(3), (row) -> new ChainedRecord(withReason(row.content()), row.secretId(), row.mac(), row.position(),
				row.chainMac()));
		assertThat(new AuditRetention(this.store, this.macs, AuditSettings.defaults(), this.clock)
			.remove(NOW.plusSeconds(1_000_000_000), 100)).isEqualTo(2);
		assertThat(findings()).extracting(AuditFinding::position).containsExactly(3L);
	}

	@Test
	void itIsToldOnceUntilSomethingElseIsFound() {
		tamper(id(2), (row) -> null);
		this.verification.verify();
		this.verification.verify();
		assertThat(this.events).singleElement().isInstanceOf(AuditTampered.class);
		assertThat(((AuditTampered) this.events.get(0)).audit().reason()).isEqualTo("deleted");
		tamper(id(1), (row) -> null);
		this.verification.verify();
		assertThat(this.events).hasSize(2);
		assertThat(this.verification.last().orElseThrow().isIntact()).isFalse();
	}

	@Test
	void aRecordOfALaterCenturyIsNamed() {
		UUID third = id(3);
		for (Instant when : List.of(Instant.parse("9999-12-31T00:00:00Z"), Instant.MAX, Instant.MIN)) {
			tamper(third, (row) -> new ChainedRecord(at(row.content(), when), row.secretId(), row.mac(), row.position(),
					row.chainMac()));
			assertThat(findings()).containsExactly(new AuditFinding(Kind.CHANGED, 3, third));
		}
	}

	@Test
	void whatWaitsForMoreThanAMinuteIsNamed() {
		append(1);
		this.clock.advance(Duration.ofSeconds(60));
		assertThat(findings()).isEmpty();
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(findings()).extracting(AuditFinding::kind).containsExactly(Kind.WAITING);
		AuditVerification started = new AuditVerification(this.store, this.macs, this.anchor, this.events::add,
				this.clock);
		assertThat(started.verify().isIntact()).as("nobody could seal before the start").isTrue();
		this.sealer.seal();
		assertThat(findings()).isEmpty();
	}

	@Test
	void whatIsSealedWhileSomebodyLooksIsNotTakenForAnOlderCopy() {
		AuditChain busy = (AuditChain) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { AuditChain.class }, (proxy, method, arguments) -> {
					Object found = method.invoke(this.store, arguments);
					if (method.getName().equals("find")) {
						append(1);
						this.sealer.seal();
					}
					return found;
				});
		assertThat(
				new AuditVerification(busy, this.macs, this.anchor, this.events::add, this.clock).verify().findings())
			.isEmpty();
	}

	@Test
	void whatCouldNotBeToldIsToldTheNextTime() {
		List<AuthEvent> heard = new ArrayList<>();
		List<RuntimeException> outage = new ArrayList<>(List.of(new IllegalStateException("away")));
		AuditVerification verifying = new AuditVerification(this.store, this.macs, this.anchor, (event) -> {
			if (!outage.isEmpty()) {
				throw outage.remove(0);
			}
			heard.add(event);
		}, this.clock);
		tamper(id(2), (row) -> null);
		assertThatThrownBy(verifying::verify).hasMessage("away");
		verifying.verify();
		verifying.verify();
		assertThat(heard).singleElement().isInstanceOf(AuditTampered.class);
	}

	private static AuditRecord at(AuditRecord content, Instant when) {
		return new AuditRecord(content.id(), when, content.type(), content.outcome(), content.reason(), content.risk(),
				content.actor(), content.account(), content.session(), content.ipAddress(), content.userAgent(),
				content.device(), content.requestId(), content.metadata());
	}

	private List<AuditFinding> findings() {
		return this.verification.verify().findings();
	}

	private UUID id(long position) {
		return this.store.sealed(position - 1, position, 1).get(0).content().id();
	}

	private void append(int count) {
		for (int number = 0; number < count; number++) {
			this.store.append(TestAudit.login(NOW.plusSeconds(number)));
		}
	}

	private void tamper(UUID id, UnaryOperator<@Nullable ChainedRecord> change) {
		this.store.tamper(id, change);
	}

	private static ChainedRecord at(ChainedRecord row, long position) {
		return new ChainedRecord(row.content(), row.secretId(), row.mac(), position, row.chainMac());
	}

	private static AuditRecord withReason(AuditRecord content) {
		return new AuditRecord(content.id(), content.occurredAt(), content.type(), content.outcome(), "forged",
				content.risk(), content.actor(), content.account(), content.session(), content.ipAddress(),
				content.userAgent(), content.device(), content.requestId(), content.metadata());
	}

}
