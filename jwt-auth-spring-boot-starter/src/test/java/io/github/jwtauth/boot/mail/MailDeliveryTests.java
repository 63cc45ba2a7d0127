package io.github.jwtauth.boot.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.boot.mail.MailDeliveryException.Reason;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.InMemoryMailOutbox;
import io.github.jwtauth.notification.MailState;
import io.github.jwtauth.notification.MailUndeliverable;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.notification.OutboxMail;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Faults F-02 and F-03: what is promised is sent, late or twice at worst, or given up
 * loudly.
 */
class MailDeliveryTests {

	private final TestMailroom room = new TestMailroom();

	private final AccountId ada = new AccountId(UUID.randomUUID());

	@Test
	void anOutageOfAnHourLosesNothing() {
		for (int i = 0; i < 30; i++) {
			promise(NoticeKind.PASSWORD_CHANGED);
		}
		MailDelivery down = this.room.delivery((mail) -> {
			throw new MailDeliveryException(Reason.UNREACHABLE, "ConnectException", null);
		});
		for (int seconds = 0; seconds < 3600; seconds += 5) {
			this.room.clock.advance(Duration.ofSeconds(5));
			assertThat(down.deliverDue()).isLessThanOrEqualTo(1);
		}
		assertThat(down.isUnreachable()).isTrue();
		assertThat(this.room.outbox.statistics(this.room.clock.instant()).pending()).isEqualTo(30);
		this.room.after(Duration.ofMinutes(75));
		assertThat(this.room.sent).hasSize(30).extracting(OutgoingMail::messageId).doesNotHaveDuplicates();
		assertThat(this.room.delivery.isUnreachable()).isFalse();
	}

	@Test
	void theOldestMayBeTriedLaterAndTheOthersGoOn() { // greylisting
		promise(NoticeKind.PASSWORD_CHANGED);
		promise(NoticeKind.NEW_DEVICE);
		this.room.failures.add(new MailDeliveryException(Reason.LATER, "451", null));
		assertThat(this.room.delivery.deliverDue()).isEqualTo(2);
		assertThat(this.room.sent).hasSize(1);
		assertThat(this.room.delivery.isUnreachable()).isFalse();
		assertThat(this.room.after(Duration.ofSeconds(9))).isZero();
		assertThat(this.room.after(Duration.ofSeconds(1))).isOne();
		assertThat(this.room.sent).hasSize(2);
	}

	@Test
	void theSameMailHasTheSameIdInEveryAttempt() {
		promise(NoticeKind.PASSWORD_CHANGED);
		OutboxMail row = lease();
		this.room.after(MailDelivery.LEASE);
		assertThat(this.room.sent).extracting(OutgoingMail::messageId)
			.containsExactly("<" + row.mailId() + "@app.example.com>");
	}

	@Test
	void whoeverDiesBetweenTakingAndSendingIsFollowedWhenTheLeaseIsOver() { // F-03
		promise(NoticeKind.PASSWORD_CHANGED);
		lease();
		assertThat(this.room.after(MailDelivery.LEASE.minusSeconds(1))).isZero();
		assertThat(this.room.after(Duration.ofSeconds(1))).isOne();
		assertThat(this.room.sent).hasSize(1);
	}

	@Test
	void whoeverDiesBetweenSendingAndNotingMakesTwo() { // F-03
		promise(NoticeKind.PASSWORD_CHANGED);
		MailDelivery dying = this.room.delivery((mail) -> {
			this.room.sent.add(mail);
			throw new OutOfMemoryError("the process ends here");
		});
		assertThat(catchThrowable(dying::deliverDue)).isInstanceOf(Error.class);
		this.room.after(MailDelivery.LEASE);
		assertThat(this.room.sent).hasSize(2)
			.extracting(OutgoingMail::messageId)
			.containsOnly(this.room.sent.get(0).messageId());
	}

	@Test
	void aRefusedRecipientIsGivenUpAtOnceAndSaysSo() {
		promise(NoticeKind.PASSWORD_CHANGED);
		this.room.failures.add(new MailDeliveryException(Reason.REFUSED, "550", null));
		this.room.delivery.deliverDue();
		assertThat(this.room.after(Duration.ofHours(30))).isZero();
		assertThat(this.room.events).hasSize(1)
			.first()
			.isInstanceOfSatisfying(MailUndeliverable.class,
					(event) -> assertThat(event.kind()).isEqualTo(NoticeKind.PASSWORD_CHANGED));
		assertThat(this.room.outbox.statistics(this.room.clock.instant()).dead()).isOne();
		assertThat(this.room.delivery.isUnreachable()).isFalse();
	}

	@Test
	void afterADayOfTryingItIsGivenUp() {
		UUID id = promise(NoticeKind.PASSWORD_CHANGED);
		MailDelivery down = this.room.delivery((mail) -> {
			throw new IllegalStateException("a transport of the host with a fault");
		});
		int attempts = 0;
		Instant end = this.room.clock.instant().plus(Duration.ofHours(26));
		while (this.room.clock.instant().isBefore(end)) {
			this.room.clock.advance(Duration.ofMinutes(1));
			attempts += down.deliverDue();
		}
		assertThat(attempts).isBetween(25, 40);
		assertThat(stateOf(id)).isEqualTo(MailState.DEAD);
		assertThat(this.room.events).hasSize(1);
	}

	@Test
	void whatHasExpiredIsNotMailedLate() {
		this.room.notifier.send(AccountNotice
			.of(NoticeKind.RESET_PASSWORD, this.ada, EmailAddress.of("ada@example.com"), this.room.clock.instant())
			.withToken(Secret.of("t"), this.room.clock.instant().plus(Duration.ofHours(1))));
		UUID id = lease().mailId();
		this.room.after(Duration.ofHours(1));
		assertThat(this.room.sent).isEmpty();
		assertThat(stateOf(id)).isEqualTo(MailState.EXPIRED);
	}

	@Test
	void pausesDoubleUpToAnHour() {
		Backoff shortest = new Backoff((length) -> new byte[length]);
		Backoff longest = new Backoff((length) -> new byte[] { (byte) 0xff });
		assertThat(List.of(1, 2, 3, 9, 10, 60)).extracting((attempts) -> shortest.after(attempts).toSeconds())
			.containsExactly(10L, 20L, 40L, 2560L, 3600L, 3600L);
		assertThat(longest.after(1)).isBetween(Duration.ofSeconds(12), Duration.ofMillis(12_500));
	}

	@Test
	void aMailThatCannotBeComposedWaitsForARepair() {
		promise(NoticeKind.PASSWORD_CHANGED);
		MailCarrier broken = new MailCarrier(this.room.box, (notice, link) -> {
			throw new IllegalStateException("a template with a fault");
		}, this.room, TestMailroom.links(), TestMailroom.PUBLIC_URL);
		new MailDelivery(this.room.outbox, this.room.transactions, broken, new Backoff((length) -> new byte[length]),
				this.room.events::add, this.room.clock)
			.deliverDue();
		assertThat(this.room.sent).isEmpty();
		assertThat(this.room.after(Duration.ofSeconds(10))).isOne();
		assertThat(this.room.sent).hasSize(1);
	}

	private UUID promise(NoticeKind kind) {
		this.room.notifier
			.send(AccountNotice.of(kind, this.ada, EmailAddress.of("ada@example.com"), this.room.clock.instant()));
		return ((InMemoryMailOutbox) this.room.outbox).last();
	}

	private MailState stateOf(UUID mailId) {
		return ((InMemoryMailOutbox) this.room.outbox).stateOf(mailId);
	}

	private OutboxMail lease() {
		Instant now = this.room.clock.instant();
		return this.room.outbox.lease(now, now.plus(MailDelivery.LEASE)).orElseThrow();
	}

}
