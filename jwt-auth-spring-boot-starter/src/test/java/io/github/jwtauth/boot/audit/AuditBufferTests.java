package io.github.jwtauth.boot.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.github.jwtauth.Transactions;
import io.github.jwtauth.audit.AuditPage;
import io.github.jwtauth.audit.AuditQuery;
import io.github.jwtauth.audit.AuditRecord;
import io.github.jwtauth.audit.AuditStore;
import io.github.jwtauth.audit.TestAudit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What nobody waits for must neither be lost nor hold anybody up (R-99, F-19).
 */
@ExtendWith(OutputCaptureExtension.class)
class AuditBufferTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private final Queue<AuditRecord> stored = new ConcurrentLinkedQueue<>();

	private final CountDownLatch gate = new CountDownLatch(1);

	@Test
	void whatIsWaitingAtTheEndIsWritten() {
		AuditBuffer buffer = buffer(1000, this.stored::addAll);
		List<AuditRecord> records = IntStream.range(0, 500)
			.mapToObj((number) -> TestAudit.login(NOW.plusSeconds(number)))
			.toList();
		buffer.start();
		records.forEach(buffer);
		buffer.stop();
		assertThat(this.stored).containsExactlyElementsOf(records);
		assertThat(buffer.spilled()).isZero();
		assertThat(buffer.isRunning()).isFalse();
	}

	@Test
	void whatTheStoreDoesNotTakeIsInTheLogOneLineEach(CapturedOutput output) {
		AuditBuffer buffer = buffer(1000, (entries) -> {
			throw new IllegalStateException("disk full");
		});
		AuditRecord first = TestAudit.login(NOW);
		AuditRecord second = TestAudit.login(NOW);
		buffer.start();
		buffer.accept(first);
		buffer.accept(second);
		buffer.stop();
		assertThat(buffer.spilled()).isEqualTo(2);
		assertThat(output.getOut().lines().filter((line) -> line.contains("\"event_id\""))).hasSize(2)
			.anyMatch((line) -> line.contains("\"event_id\":\"" + first.id() + "\""))
			.anyMatch((line) -> line.contains("\"event_id\":\"" + second.id() + "\""));
	}

	@Test
	void nobodyWaitsForAFullBuffer() {
		AuditBuffer buffer = buffer(3, (entries) -> {
			try {
				this.gate.await(10, TimeUnit.SECONDS);
				this.stored.addAll(entries);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
		buffer.start();
		Instant began = Instant.now();
		for (int number = 0; number < 500; number++) {
			buffer.accept(TestAudit.login(NOW));
		}
		assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(5));
		this.gate.countDown();
		buffer.stop();
		assertThat(this.stored.size() + buffer.spilled()).isEqualTo(500);
		assertThat(buffer.spilled()).isPositive();
	}

	@Test
	void afterTheEndEverythingIsInTheLog(CapturedOutput output) {
		AuditBuffer buffer = buffer(10, this.stored::addAll);
		buffer.start();
		buffer.stop();
		AuditRecord late = TestAudit.login(NOW);
		buffer.accept(late);
		assertThat(buffer.spilled()).isOne();
		assertThat(output).contains(late.id().toString());
	}

	@Test
	void whatComesInTheMomentOfTheEndIsInTheLog(CapturedOutput output) {
		List<AuditBuffer> closing = new ArrayList<>();
		AuditBuffer buffer = new AuditBuffer(store(this.stored::addAll), Transactions.none(),
				new ArrayBlockingQueue<>(10) {

					@Override
					public boolean offer(AuditRecord entry) {
						closing.forEach(AuditBuffer::stop);
						return super.offer(entry);
					}

				});
		closing.add(buffer);
		buffer.start();
		AuditRecord late = TestAudit.login(NOW);
		buffer.accept(late);
		assertThat(buffer.spilled()).isOne();
		assertThat(buffer.waiting()).isZero();
		assertThat(output).contains(late.id().toString());
	}

	private static AuditBuffer buffer(int room, Consumer<List<AuditRecord>> taking) {
		return new AuditBuffer(store(taking), Transactions.none(), room);
	}

	private static AuditStore store(Consumer<List<AuditRecord>> taking) {
		return new AuditStore() {

			@Override
			public void append(AuditRecord entry) {
				throw new IllegalStateException("in batches only");
			}

			@Override
			public void appendAll(List<AuditRecord> entries) {
				taking.accept(entries);
			}

			@Override
			public AuditPage find(AuditQuery query) {
				return new AuditPage(List.of(), 0);
			}

		};
	}

}
