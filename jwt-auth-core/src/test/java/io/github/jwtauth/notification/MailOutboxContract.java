package io.github.jwtauth.notification;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.TestRace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What {@link MailOutbox} promises, for every implementation: extend it, answer
 * {@link #outbox()} and run transactions. Other rows in it are removed.
 */
public abstract class MailOutboxContract {

	private static final Duration LEASE = Duration.ofSeconds(60);

	private final RandomBytes random = RandomBytes.secure();

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private final AccountId owner = new AccountId(UUID.randomUUID());

	private final MailboxHash mailbox = new MailboxHash(this.random.next(32));

	/**
	 * The outbox under test.
	 * @return the same one whenever it is asked during a test
	 */
	protected abstract MailOutbox outbox();

	/**
	 * Runs calls in one READ COMMITTED transaction, as {@code Transactions.alone} does;
	 * from many threads at once.
	 * @param <T> what the work returns
	 * @param work calls of the outbox
	 * @return what the work returned, after the commit
	 */
	protected abstract <T> T inTransaction(Supplier<? extends T> work);

	@BeforeEach
	void emptyIt() {
		Instant later = this.now.plus(Duration.ofDays(1000));
		for (Optional<OutboxMail> old = lease(later); old.isPresent(); old = lease(later)) {
			assertThat(finish(old.get(), MailState.SENT)).isTrue();
		}
		while (purge(later, 1000) > 0) {
			continue;
		}
	}

	@Test
	void mailIsTakenOutAsItWasPutIn() {
		OutboxMail mail = insert(NoticeKind.NEW_DEVICE, this.owner, this.now);
		OutboxMail taken = lease(this.now).orElseThrow();
		assertThat(taken.mailId()).isEqualTo(mail.mailId());
		assertThat(taken.kind()).isEqualTo(NoticeKind.NEW_DEVICE);
		assertThat(taken.accountId()).isEqualTo(this.owner);
		assertThat(taken.mailbox()).isEqualTo(this.mailbox);
		assertThat(taken.sealedNotice()).isEqualTo(mail.sealedNotice());
		assertThat(taken.createdAt()).isEqualTo(this.now);
		assertThat(taken.dueAt()).isEqualTo(this.now);
		assertThat(taken.giveUpAt()).isEqualTo(mail.giveUpAt());
		assertThat(taken.attempts()).isEqualTo(1);
	}

	@Test
	void mailNeedsNoAccount() {
		insert(NoticeKind.INVITATION, null, this.now);
		assertThat(lease(this.now)).map(OutboxMail::accountId).isEmpty();
		assertThat(outbox().statistics(this.now).pending()).isOne();
	}

	@Test
	void nothingIsTakenOutBeforeItIsDueAndTheOldestComesFirst() {
		OutboxMail second = insert(NoticeKind.NEW_DEVICE, this.owner, this.now.plusSeconds(2));
		OutboxMail first = insert(NoticeKind.NEW_DEVICE, this.owner, this.now.plusSeconds(1));
		assertThat(lease(this.now)).isEmpty();
		assertThat(lease(this.now.plusSeconds(2))).map(OutboxMail::mailId).contains(first.mailId());
		assertThat(lease(this.now.plusSeconds(2))).map(OutboxMail::mailId).contains(second.mailId());
		assertThat(lease(this.now.plusSeconds(2))).isEmpty();
	}

	@Test
	void whatATakerLeftBehindIsTakenAgainWhenTheLeaseIsOver() { // F-03
		OutboxMail mail = insert(NoticeKind.NEW_DEVICE, this.owner, this.now);
		assertThat(lease(this.now)).isPresent();
		assertThat(lease(this.now.plus(LEASE).minusSeconds(1))).isEmpty();
		OutboxMail again = lease(this.now.plus(LEASE)).orElseThrow();
		assertThat(again.mailId()).isEqualTo(mail.mailId());
		assertThat(again.attempts()).isEqualTo(2);
	}

	@Test
	void mailEndsOnceAndIsGoneThen() {
		OutboxMail mail = insert(NoticeKind.NEW_DEVICE, this.owner, this.now);
		assertThat(finish(mail, MailState.SENT)).isTrue();
		assertThat(finish(mail, MailState.DEAD)).isFalse();
		assertThat(lease(this.now.plus(LEASE))).isEmpty();
		assertThat(outbox().statistics(this.now)).isEqualTo(new MailStatistics(0, null, 0));
	}

	@Test
	void whatIsPretendedIsNeverTakenOut() {
		OutboxMail mail = mail(NoticeKind.RESET_PASSWORD, null, this.now);
		inTransaction(() -> {
			outbox().insert(mail, MailState.NOTHING);
			return true;
		});
		assertThat(lease(this.now.plus(LEASE))).isEmpty();
		assertThat(outbox().statistics(this.now).pending()).isZero();
		assertThat(purge(this.now.plusSeconds(1), 10)).isOne();
	}

	@Test
	void mailIsPutBackByItsTakerOnly() {
		OutboxMail mail = insert(NoticeKind.NEW_DEVICE, this.owner, this.now);
		lease(this.now);
		Instant secondLease = this.now.plus(LEASE);
		lease(secondLease);
		assertThat(putBack(mail, this.now.plus(LEASE), this.now)).isFalse();
		assertThat(putBack(mail, secondLease.plus(LEASE), secondLease.plusSeconds(10))).isTrue();
		assertThat(lease(secondLease.plusSeconds(9))).isEmpty();
		assertThat(lease(secondLease.plusSeconds(10))).map(OutboxMail::attempts).contains(3);
	}

	@Test
	void aNewerOneTakesThePlaceOfOneThatWaitsForItsMinute() {
		Instant place = this.now.plusSeconds(60);
		insert(NoticeKind.RESET_PASSWORD, this.owner, place);
		insert(NoticeKind.VERIFY_EMAIL, this.owner, this.now);
		assertThat(supersede(NoticeKind.RESET_PASSWORD, this.owner)).contains(place);
		assertThat(supersede(NoticeKind.RESET_PASSWORD, this.owner)).isEmpty();
		assertThat(lease(place)).map(OutboxMail::kind).contains(NoticeKind.VERIFY_EMAIL);
		assertThat(lease(place)).isEmpty();
	}

	@Test
	void oneToAnotherMailboxIsVoidButLeavesNoPlaceInThisOne() {
		MailboxHash other = new MailboxHash(this.random.next(32));
		insert(NoticeKind.CONFIRM_EMAIL_CHANGE, this.owner, this.now.plusSeconds(60));
		assertThat(
				inTransaction(() -> outbox().supersede(NoticeKind.CONFIRM_EMAIL_CHANGE, this.owner, other, this.now)))
			.isEmpty();
		assertThat(lease(this.now.plus(LEASE))).isEmpty();
	}

	@Test
	void whatHasAPlaceIsKnownBeforeItIsTaken() {
		assertThat(waits(this.mailbox)).isFalse();
		insert(NoticeKind.RESET_PASSWORD, this.owner, this.now);
		assertThat(waits(this.mailbox)).isTrue();
		assertThat(waits(new MailboxHash(this.random.next(32)))).isFalse();
		assertThat(lease(this.now)).isPresent();
		assertThat(waits(this.mailbox)).isFalse();
	}

	@Test
	void whoKnowsOfAPlaceHasItUntilTheEnd() throws Exception {
		insert(NoticeKind.RESET_PASSWORD, this.owner, this.now);
		CountDownLatch known = new CountDownLatch(1);
		List<Boolean> results = TestRace.between(List.of(() -> inTransaction(() -> {
			boolean waits = outbox().lockWaiting(NoticeKind.RESET_PASSWORD, this.owner, this.mailbox, this.now);
			known.countDown();
			return waits
					&& outbox().supersede(NoticeKind.RESET_PASSWORD, this.owner, this.mailbox, this.now).isPresent();
		}), () -> known.await(10, TimeUnit.SECONDS) && lease(this.now).isPresent()));
		assertThat(results).as("replaced, sent").containsExactly(true, false);
	}

	@Test
	void oneThatIsBeingSentLeavesNoPlace() {
		insert(NoticeKind.RESET_PASSWORD, this.owner, this.now);
		OutboxMail taken = lease(this.now).orElseThrow();
		assertThat(supersede(NoticeKind.RESET_PASSWORD, this.owner)).isEmpty();
		assertThat(finish(taken, MailState.SENT)).isFalse();
	}

	@Test
	void withoutAnAccountTheMailboxTellsWhatIsOlder() {
		Instant place = this.now.plusSeconds(60);
		insert(NoticeKind.INVITATION, null, place);
		MailboxHash other = new MailboxHash(this.random.next(32));
		assertThat(inTransaction(() -> outbox().supersede(NoticeKind.INVITATION, null, other, this.now))).isEmpty();
		assertThat(supersede(NoticeKind.INVITATION, null)).contains(place);
	}

	@Test
	void aGoneAccountGetsNothingButTheNoticeThatItIsGone() {
		insert(NoticeKind.RESET_PASSWORD, this.owner, this.now);
		OutboxMail last = insert(NoticeKind.ACCOUNT_DELETED, this.owner, this.now.plusSeconds(1));
		OutboxMail somebodyElses = insert(NoticeKind.NEW_DEVICE, new AccountId(UUID.randomUUID()),
				this.now.plusSeconds(2));
		inTransaction(() -> {
			outbox().forget(this.owner);
			return true;
		});
		assertThat(lease(this.now.plusSeconds(2))).map(OutboxMail::mailId).contains(last.mailId());
		assertThat(lease(this.now.plusSeconds(2))).map(OutboxMail::mailId).contains(somebodyElses.mailId());
	}

	@Test
	void numbersTellWhatWaitsAndWhatWasGivenUp() {
		insert(NoticeKind.NEW_DEVICE, this.owner, this.now);
		insert(NoticeKind.NEW_DEVICE, this.owner, this.now.plusSeconds(60));
		finish(insert(NoticeKind.NEW_DEVICE, this.owner, this.now), MailState.DEAD);
		assertThat(outbox().statistics(this.now.plusSeconds(30)))
			.isEqualTo(new MailStatistics(2, Duration.ofSeconds(30), 1));
	}

	@Test
	void aRollbackTakesThePromiseBack() { // I-7
		assertThatIllegalStateException().isThrownBy(() -> inTransaction(() -> {
			outbox().insert(mail(NoticeKind.NEW_DEVICE, this.owner, this.now), MailState.WAITING);
			throw new IllegalStateException("the change failed");
		}));
		assertThat(lease(this.now)).isEmpty();
	}

	@Test
	void twoTakersNeverGetTheSame() { // F-03
		for (int i = 0; i < 20; i++) {
			insert(NoticeKind.NEW_DEVICE, this.owner, this.now);
		}
		List<Integer> taken = TestRace.of(4, () -> {
			int mine = 0;
			while (lease(this.now).isPresent()) {
				mine++;
			}
			return mine;
		});
		assertThat(taken.stream().mapToInt(Integer::intValue).sum()).isLessThanOrEqualTo(20);
		while (lease(this.now).isPresent()) {
			continue;
		}
		assertThat(outbox().statistics(this.now).pending()).isEqualTo(20);
	}

	@Test
	void budgetIsSpentOneAfterTheOther() {
		List<Boolean> spent = TestRace.of(20, () -> inTransaction(this::spend));
		assertThat(spent).filteredOn((granted) -> granted).hasSize(5);
		MailBudget left = inTransaction(() -> outbox().lockBudget(this.mailbox, this.now));
		assertThat(left.hourCount()).isEqualTo(5);
		assertThat(left.lastAt()).isEqualTo(this.now.plusSeconds(240));
	}

	@Test
	void aMailThatWasReadGivesTheMinuteBack() {
		insert(NoticeKind.VERIFY_EMAIL, this.owner, this.now);
		inTransaction(this::spend);
		Instant before = this.now.minusSeconds(60);
		inTransaction(() -> {
			outbox().giveMinuteBack(new AccountId(UUID.randomUUID()), before);
			return true;
		});
		assertThat(inTransaction(() -> outbox().lockBudget(this.mailbox, this.now)).lastAt()).isEqualTo(this.now);
		inTransaction(() -> {
			outbox().giveMinuteBack(this.owner, before);
			return true;
		});
		assertThat(inTransaction(() -> outbox().lockBudget(this.mailbox, this.now)))
			.isEqualTo(new MailBudget(before, this.now, 1, this.now, 1));
	}

	@Test
	void purgeTakesWhatIsOverAFewAtATime() {
		for (int i = 0; i < 3; i++) {
			finish(insert(NoticeKind.NEW_DEVICE, this.owner, this.now), MailState.SENT);
		}
		insert(NoticeKind.NEW_DEVICE, this.owner, this.now);
		inTransaction(this::spend);
		Instant later = this.now.plusSeconds(1);
		assertThat(purge(this.now, 2)).isZero();
		assertThat(purge(later, 2)).isEqualTo(2);
		assertThat(purge(later, 2)).isEqualTo(1);
		assertThat(purge(later, 2)).isZero();
		assertThat(inTransaction(() -> outbox().lockBudget(this.mailbox, later))).isEqualTo(MailBudget.unspent(later));
		assertThat(lease(this.now)).isPresent();
	}

	private boolean spend() {
		Optional<MailBudget> spent = outbox().lockBudget(this.mailbox, this.now).spend(this.now);
		spent.ifPresent((budget) -> outbox().saveBudget(this.mailbox, budget));
		return spent.isPresent();
	}

	private OutboxMail mail(NoticeKind kind, @Nullable AccountId accountId, Instant dueAt) {
		return new OutboxMail(UUID.randomUUID(), kind, accountId, this.mailbox, this.random.next(1100), this.now, dueAt,
				this.now.plus(Duration.ofHours(24)), 0);
	}

	private OutboxMail insert(NoticeKind kind, @Nullable AccountId accountId, Instant dueAt) {
		OutboxMail mail = mail(kind, accountId, dueAt);
		inTransaction(() -> {
			outbox().insert(mail, MailState.WAITING);
			return true;
		});
		return mail;
	}

	private Optional<OutboxMail> lease(Instant at) {
		return inTransaction(() -> outbox().lease(at, at.plus(LEASE)));
	}

	private boolean finish(OutboxMail mail, MailState state) {
		return inTransaction(() -> outbox().finish(mail.mailId(), state, "a reason", this.now));
	}

	private boolean putBack(OutboxMail mail, Instant leasedUntil, Instant dueAt) {
		return inTransaction(() -> outbox().putBack(mail.mailId(), leasedUntil, dueAt, "LATER 450"));
	}

	private Optional<Instant> supersede(NoticeKind kind, @Nullable AccountId accountId) {
		return inTransaction(() -> outbox().supersede(kind, accountId, this.mailbox, this.now));
	}

	private boolean waits(MailboxHash whose) {
		return inTransaction(() -> outbox().lockWaiting(NoticeKind.RESET_PASSWORD, this.owner, whose, this.now));
	}

	private int purge(Instant before, int limit) {
		return inTransaction(() -> outbox().purge(before, limit));
	}

}
