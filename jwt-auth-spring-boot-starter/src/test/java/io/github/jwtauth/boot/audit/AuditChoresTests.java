package io.github.jwtauth.boot.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.jwtauth.AuthEvent;
import io.github.jwtauth.InMemoryTransactions;
import io.github.jwtauth.Leases;
import io.github.jwtauth.MovableClock;
import io.github.jwtauth.TestSecrets;
import io.github.jwtauth.audit.AuditAnchor;
import io.github.jwtauth.audit.AuditMac;
import io.github.jwtauth.audit.AuditMacs;
import io.github.jwtauth.audit.AuditSealer;
import io.github.jwtauth.audit.AuditSettings;
import io.github.jwtauth.audit.AuditVerification;
import io.github.jwtauth.audit.ChainState;
import io.github.jwtauth.audit.InMemoryAuditStore;
import io.github.jwtauth.audit.TestAudit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who holds up the sealing is noticed, and told once.
 */
@ExtendWith(OutputCaptureExtension.class)
class AuditChoresTests {

	private final MovableClock clock = MovableClock.atNoon();

	private final InMemoryTransactions transactions = new InMemoryTransactions();

	private final InMemoryAuditStore store = new InMemoryAuditStore(this.transactions);

	private final AuditMacs macs = new AuditMacs(TestSecrets.keys());

	private final AuditAnchor anchor = new AuditAnchor();

	private final List<AuthEvent> events = new ArrayList<>();

	private final AuditVerification verification = new AuditVerification(this.store, this.macs, this.anchor,
			this.events::add, this.clock);

	private final AuditSealer sealer = new AuditSealer(this.store, this.macs, this.anchor, this.transactions,
			this.clock);

	@Test
	void aStallIsToldOnceByEveryNodeAndByTheDoctor(CapturedOutput output) {
		AuditChores chores = chores((task, duration) -> false);
		AuditDoctor doctor = new AuditDoctor(AuditSettings.defaults(), new AuditBuffer(this.store, this.transactions),
				new AuditDoctor.Chained(this.store, this.verification), this.clock);
		this.store.append(TestAudit.login(this.clock.instant().minus(Duration.ofDays(1))));
		chores.seal();
		assertThat(doctor.warnings()).as("nobody could seal before the start").isEmpty();
		this.clock.advance(Duration.ofSeconds(61));
		chores.seal();
		chores.seal();
		assertThat(lines(output, "waiting for PT1M1S to be sealed")).isOne();
		assertThat(doctor.warnings()).singleElement().asString().contains("waiting to be sealed");
		assertThat(this.store.oldestUnsealed()).isPresent();
	}

	@Test
	void aChangedChainIsToldOnceForEachState(CapturedOutput output) {
		AuditChores chores = chores(Leases.singleNode());
		this.store.append(TestAudit.login(this.clock.instant()));
		chores.seal();
		this.store.append(TestAudit.login(this.clock.instant()));
		for (long end = 7; end < 9; end++) {
			rewriteEnd(end);
			chores.seal();
			chores.seal();
		}
		assertThat(lines(output, "it is not continued")).isEqualTo(2);
	}

	@Test
	void whatIsWrittenAtTheEndIsSealed() {
		AuditBuffer buffer = new AuditBuffer(this.store, this.transactions);
		AuditChores chores = chores((task, duration) -> false);
		assertThat(chores.getPhase()).as("ends later").isLessThan(buffer.getPhase());
		chores.start();
		this.store.append(TestAudit.login(this.clock.instant()));
		chores.stop();
		assertThat(this.store.oldestUnsealed()).isEmpty();
		assertThat(this.verification.verify().verified()).isOne();
	}

	@Test
	void anOutageOfTheVerificationIsNotOneOfTheSealing(CapturedOutput output) {
		AtomicBoolean away = new AtomicBoolean(true);
		AuditChores chores = chores((task, duration) -> {
			if (task.equals("audit-verify") && away.get()) {
				throw new IllegalStateException("away");
			}
			return true;
		});
		this.store.append(TestAudit.login(this.clock.instant()));
		chores.verifySafely();
		chores.sealSafely();
		chores.verifySafely();
		assertThat(lines(output, "is not verified; goes on trying")).isOne();
		away.set(false);
		chores.verifySafely();
		away.set(true);
		chores.verifySafely();
		assertThat(lines(output, "is not verified; goes on trying")).as("another one").isEqualTo(2);
		assertThat(output).doesNotContain("is not sealed");
	}

	private AuditChores chores(Leases leases) {
		return new AuditChores(this.sealer, this.verification, this.anchor, leases);
	}

	private void rewriteEnd(long end) {
		ChainState state = this.store.find().orElseThrow();
		this.store.save(new ChainState(state.basePosition(), state.baseMac(), end, new AuditMac(new byte[32]),
				state.secretId(), state.mac(), state.sealedAt()));
	}

	private static long lines(CapturedOutput output, String text) {
		return output.getOut().lines().filter((line) -> line.contains(text)).count();
	}

}
