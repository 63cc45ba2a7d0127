package io.github.jwtauth.boot.mail;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.boot.mail.MailDeliveryException.Reason;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.InMemoryMailOutbox;
import io.github.jwtauth.notification.MailState;
import io.github.jwtauth.notification.NoticeKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The thread that sends: when it wakes, and how it stops (F-22).
 */
class MailDispatcherTests {

	private final TestMailroom room = new TestMailroom();

	private final CountDownLatch sending = new CountDownLatch(1);

	private final CountDownLatch mayEnd = new CountDownLatch(1);

	private MailDispatcher dispatcher = new MailDispatcher(this.room.delivery, Duration.ofHours(1));

	@AfterEach
	void stop() {
		this.mayEnd.countDown();
		this.dispatcher.stop();
	}

	@Test
	void itWakesForWhatThisNodePromised() throws Exception {
		start((mail) -> this.sending.countDown());
		promise();
		this.dispatcher.wake();
		assertThat(this.sending.await(20, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void itStopsWhenTheMailAtHandIsSent() throws Exception {
		UUID first = promise();
		UUID second = promise();
		start((mail) -> {
			this.sending.countDown();
			await(this.mayEnd);
		});
		assertThat(this.sending.await(20, TimeUnit.SECONDS)).isTrue();
		Thread stopping = new Thread(this.dispatcher::stop);
		stopping.start();
		while (this.dispatcher.isRunning()) {
			Thread.onSpinWait();
		}
		assertThat(stateOf(first)).isEqualTo(MailState.WAITING);
		this.mayEnd.countDown();
		stopping.join(20_000);
		assertThat(stopping.isAlive()).isFalse();
		assertThat(stateOf(first)).isEqualTo(MailState.SENT);
		assertThat(stateOf(second)).isEqualTo(MailState.WAITING);
		assertThat(this.room.delivery.deliverDue()).isOne(); // nobody else waits for a
																// lease
	}

	@Test
	void itStartsAgain() throws Exception {
		start((mail) -> this.sending.countDown());
		this.dispatcher.stop();
		promise();
		this.dispatcher.start();
		assertThat(this.sending.await(20, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void anErrorDoesNotEndIt() throws Exception {
		promise();
		AtomicInteger calls = new AtomicInteger();
		start((mail) -> {
			if (calls.getAndIncrement() == 0) {
				throw new OutOfMemoryError("a storm of logins took it for a moment");
			}
			this.sending.countDown();
		});
		while (calls.get() == 0) {
			Thread.onSpinWait();
		}
		promise();
		this.dispatcher.wake();
		assertThat(this.sending.await(20, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void healthTellsTheLastAttemptWhileSomethingWaits() {
		MailHealthCheck health = new MailHealthCheck(this.room.delivery, this.room.outbox, this.room.clock);
		assertThat(health.isUp()).isTrue();
		AccountId ada = new AccountId(UUID.randomUUID());
		this.room.notifier.send(notice(ada));
		this.room.failures.add(new MailDeliveryException(Reason.UNREACHABLE, "ConnectException", null));
		this.room.delivery.deliverDue();
		assertThat(health.isUp()).isFalse();
		assertThat(health.isEssential()).isFalse();
		// nobody would try again, and this node would be down for ever
		this.room.notifier.forget(ada);
		assertThat(health.isUp()).isTrue();
		this.room.notifier.send(notice(ada));
		this.room.delivery.deliverDue();
		assertThat(health.isUp()).isTrue();
	}

	private void start(AuthMailTransport transport) {
		this.dispatcher = new MailDispatcher(this.room.delivery(transport), Duration.ofHours(1));
		this.dispatcher.start();
	}

	private UUID promise() {
		this.room.notifier.send(notice(new AccountId(UUID.randomUUID())));
		return ((InMemoryMailOutbox) this.room.outbox).last();
	}

	private AccountNotice notice(AccountId accountId) {
		return AccountNotice.of(NoticeKind.PASSWORD_CHANGED, accountId, EmailAddress.of("ada@example.com"),
				this.room.clock.instant());
	}

	private MailState stateOf(UUID mailId) {
		return ((InMemoryMailOutbox) this.room.outbox).stateOf(mailId);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
